package org.meltwatch.io.spool;

/**
 * A message's file, found again.
 *
 * @param number where the message stands in its lane
 * @param file the file's name
 * @param header what the file says of its message
 * @param isBelow whether its tile has its result, and is there for the windows above it
 */
public record SpooledFile(long number, String file, SpoolHeader header, boolean isBelow) {

  /** A file whose tile may have no result yet. */
  SpooledFile(long number, String file, SpoolHeader header) {
    this(number, file, header, false);
  }
}
