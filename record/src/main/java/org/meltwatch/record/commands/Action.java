package org.meltwatch.record.commands;

import java.util.Locale;

/** What a command does to alerts. */
public enum Action {
  /** A defect was seen: nobody is told of the levels that it has any more. */
  ACKNOWLEDGE,
  /** Alerts of a defect, or of a whole print, wait for some layers. */
  HOLD,
  /** Nobody is told of a defect any more. */
  MUTE,
  /** Nobody is told of defects in a part of the plate. */
  IGNORE,
  /** An earlier command no longer counts. */
  WITHDRAW;

  /** The word in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
