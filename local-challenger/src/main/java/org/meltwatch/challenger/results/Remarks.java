package org.meltwatch.challenger.results;

import java.util.ArrayList;
import java.util.List;

/** What a page says about a result that is not as it should be; a few lines at the most. */
final class Remarks {

  private static final int MOST = 3;
  private static final int LONGEST = 160;

  private final List<String> lines = new ArrayList<>();

  /** Adds a remark, unless there are enough of them. */
  void add(String line) {
    if (lines.size() < MOST) {
      lines.add(shortened(line));
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
  }
}
