package org.meltwatch.chaos.account;

/** What became of a tile that was handed out. */
public enum Fate {
  /** Its answer is in the result files. */
  SURVIVED,
  /** Another tile of its key and layer has its row, and the run says so. */
  DUPLICATE,
  /** It is a dead letter, with its reason. */
  REFUSED,
  /** It has no answer, and run.json names it. */
  NAMED,
  /** The run was cut short before it, and says so. */
  UNREACHED,
  /** It is nowhere. */
  VANISHED
}
