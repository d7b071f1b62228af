package org.meltwatch.io.spool;

import java.io.IOException;

/** A spool file that is not what was written: cut short, changed, or of another version. */
public final class TornFileException extends IOException {

  TornFileException(String why) {
    super(why);
  }

  /** The same, with the file's name. */
  TornFileException in(String file) {
    return new TornFileException("spool file %s: %s".formatted(file, getMessage()));
  }
}
