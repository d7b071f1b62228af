package org.meltwatch.record.commands;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Who gave a command, when, and why: kept in every report.
 *
 * @param reason why, 1 to 500 characters in one line
 * @param by who, 1 to 100 characters in one line
 * @param time when
 */
public record Note(String reason, String by, Instant time) {

  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_NAME = 100;

  public Note {
    Texts.require("reason", reason, LONGEST_REASON);
    Texts.require("by", by, LONGEST_NAME);
    requireNonNull(time, "time");
  }
}
