package org.meltwatch.io.spool;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a message's file.
 *
 * @param number where the message stands in its lane: its request's number, or for a stray one the
 *     number it was given later
 * @param owner who wrote it: four hexadecimal digits that count how often the lane was opened, and
 *     four that tell apart who opened it at the same time. Of two owners the later is the larger
 */
record SpoolName(long number, String owner) implements Comparable<SpoolName> {

  private static final Pattern NAME = Pattern.compile("(\\d{10,18})-([0-9a-f]{8})\\.msg");

  /** The name that a file has, or null if it is not that of a message. */
  static @Nullable SpoolName of(String file) {
    Matcher matcher = NAME.matcher(file);
    return matcher.matches()
        ? new SpoolName(Long.parseLong(matcher.group(1)), matcher.group(2))
        : null;
  }

  String file() {
    return String.format(Locale.ROOT, "%010d-%s.msg", number, owner);
  }

  @Override
  public int compareTo(SpoolName other) {
    int byNumber = Long.compare(number, other.number);
    return byNumber != 0 ? byNumber : owner.compareTo(other.owner);
  }
}
