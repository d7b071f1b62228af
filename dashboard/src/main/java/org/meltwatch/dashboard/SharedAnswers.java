package org.meltwatch.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.meltwatch.dashboard.http.Exchange;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.dashboard.views.MadeOnce;

/**
 * Answers that all pages of a run want at once, for they are told of news together: each is made
 * and compressed once for an edition of the run. Thread-safe.
 */
final class SharedAnswers {

  private static final int MOST = 64;

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

  private final MadeOnce answers = new MadeOnce(MOST);

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
    String name = run.edition() + " " + exchange.asked();
    exchange.gzippedJson(answers.get(name, () -> zipped(maker)));
  }

  private static byte[] zipped(Maker maker) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (Zip zip = new Zip(zipped)) {
      Exchange.JSON.writeValue(zip, maker.make());
    }
    return zipped.toByteArray();
  }
}
