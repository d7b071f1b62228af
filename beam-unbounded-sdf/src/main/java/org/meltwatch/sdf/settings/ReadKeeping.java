package org.meltwatch.sdf.settings;

import java.io.Serializable;
import java.util.Locale;

/**
 * How reads are kept, so that one that an engine asks for again gives the same again. A read is
 * what is handed out between two checkpoint marks.
 *
 * @param log where they are kept
 * @param maxOutputsPerRead after how many outputs a read ends: no more than the engine takes of
 *     one, for it must take a read that was kept as a whole. At least 1
 */
public record ReadKeeping(ReadLog log, int maxOutputsPerRead) implements Serializable {

  public ReadKeeping {
    if (maxOutputsPerRead < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "maxOutputsPerRead (%d) must be positive", maxOutputsPerRead));
    }
  }
}
