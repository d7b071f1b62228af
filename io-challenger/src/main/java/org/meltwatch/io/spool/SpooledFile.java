package org.meltwatch.io.spool;

/**
 * A message's file, found again.
 *
 * @param number where the message stands in its lane
 * @param file the file's name
 * @param header what the file says of its message
 */
public record SpooledFile(long number, String file, SpoolHeader header) {}
