package org.meltwatch.pipeline.options;

import org.meltwatch.options.UsageException;

/** What travels through the engine for a tile. */
public enum Payload {
  /** Its image. */
  INLINE,
  /** A claim on its image, which stays in the spool. */
  SPOOL;

  public static Payload named(String name) {
    return switch (name) {
      case "inline" -> INLINE;
      case "spool" -> SPOOL;
      default -> throw new UsageException("--payload (%s) must be inline or spool".formatted(name));
    };
  }
}
