package org.meltwatch.source;

import java.io.Closeable;
import java.io.IOException;

/** Takes the rows of a run for other systems. For one thread at a time. */
public interface RowSink extends Closeable {

  /**
   * Hands over a row; what was handed over before under the same key no longer counts.
   *
   * @param key names what the row is about, across runs
   * @param json the row, equal whenever it is computed again
   * @param times when things happened, as JSON: not equal when it is computed again
   * @throws IOException if this one, or an earlier one, could not be written
   */
  void put(String key, byte[] json, byte[] times) throws IOException;

  /**
   * Takes back what was handed over under a key.
   *
   * @throws IOException if this one, or an earlier one, could not be written
   */
  void remove(String key) throws IOException;

  /**
   * Waits until all that was handed over is written.
   *
   * @throws IOException if that cannot be
   */
  void flush() throws IOException;
}
