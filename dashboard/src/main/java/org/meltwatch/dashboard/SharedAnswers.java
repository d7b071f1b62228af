package org.meltwatch.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.meltwatch.dashboard.http.Exchange;
import org.meltwatch.dashboard.runs.FollowedRun;

/**
 * Answers that all pages of a run want at once, for they are told of news together: each is made
 * and compressed once for an edition of the run. Thread-safe.
 */
final class SharedAnswers {

  private static final int MOST = 64;
  private static final int MOST_BYTES = 1 << 20;

  /** Makes what is answered; the run's monitor is not held. */
  interface Maker {
    Object make() throws IOException;
  }

  /** Fast rather than small: who follows a run is near, as a rule. */
  private static final class Zip extends GZIPOutputStream {
    Zip(ByteArrayOutputStream to) throws IOException {
      super(to);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

  /**
   * Answers with what is made, or was made for another page.
   *
   * @throws IOException if it cannot be made
   */
  void answer(Exchange exchange, FollowedRun run, Maker maker) throws IOException {
    if (!exchange.takesGzip()) {
      exchange.json(maker.make());
      return;
    }
    if (answers.size() >= MOST) {
      answers.clear();
    }
    String name = run.edition() + " " + exchange.asked();
    byte[] answer;
    try {
      answer = answers.computeIfAbsent(name, key -> made(maker));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (answer.length > MOST_BYTES) {
      answers.remove(name);
    }
    exchange.gzippedJson(answer);
  }

  private static byte[] made(Maker maker) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (Zip zip = new Zip(zipped)) {
      Exchange.JSON.writeValue(zip, maker.make());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
