package org.meltwatch.chaos.account;

import java.util.List;

/**
 * What was done to the topic that a run reads, beside what its challenger did.
 *
 * @param cutOff whether a part of what was handed out may never have come to where the run reads
 * @param poisoned where records were put that are no batches, as a dead letter names places
 */
public record Damage(boolean cutOff, List<String> poisoned) {

  /** Nothing. */
  public static final Damage NONE = new Damage(false, List.of());

  public Damage {
    poisoned = List.copyOf(poisoned);
  }
}
