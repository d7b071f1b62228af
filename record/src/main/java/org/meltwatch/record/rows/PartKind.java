package org.meltwatch.record.rows;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of part files. */
public enum PartKind {
  Q1,
  Q2,
  Q3,
  EVENTS;

  private static final String SUFFIX = ".jsonl";

  /** The name of a part file of this kind. */
  public String fileName(String unique) {
    return word() + "-" + unique + SUFFIX;
  }

  /** The kind that a file's name speaks of, or null if it is no part file's name. */
  public static @Nullable PartKind of(String fileName) {
    for (PartKind kind : values()) {
      if (fileName.startsWith(kind.word() + "-") && fileName.endsWith(SUFFIX)) {
        return kind;
      }
    }
    return null;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
