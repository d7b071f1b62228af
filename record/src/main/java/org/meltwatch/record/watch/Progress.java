package org.meltwatch.record.watch;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.meltwatch.record.run.RunStatus;

/** Shows how a run goes on: a bar on a terminal, a plain line every few seconds elsewhere. */
public abstract sealed class Progress implements AutoCloseable {

  private Progress() {}

  /**
   * A new display.
   *
   * @param out where it is shown
   * @param terminal whether that is a terminal
   * @param expectedTiles how many tiles will come, or -1 if nobody knows
   */
  public static Progress on(PrintStream out, boolean terminal, long expectedTiles) {
    return terminal ? new Bar(out, expectedTiles) : new Lines(out, System::nanoTime);
  }

  /** The display for {@code out} where a launcher has said whether there is a terminal. */
  public static Progress on(PrintStream out, long expectedTiles) {
    return on(out, Boolean.getBoolean("meltwatch.terminal"), expectedTiles);
  }

  /** Shows how the run stands. */
  public abstract void show(RunStatus status);

  /** Shows no more. */
  @Override
  public abstract void close();

  private static String figures(RunStatus status) {
    return String.format(
        Locale.ROOT,
        "%d in  %.0f tiles/s  %.3f s",
        status.tilesIn(),
        status.tilesPerSecond(),
        status.latencySeconds());
  }

  /** One line that is drawn again and again, at most 79 columns wide. */
  static final class Bar extends Progress {

    private static final int COLUMNS = 79;

    private final PrintStream out;
    private final ProgressBar bar;
    private final boolean total;

    Bar(PrintStream out, long expectedTiles) {
      this.out = out;
      total = expectedTiles >= 0;
      bar =
          new ProgressBarBuilder()
              .setTaskName("results")
              .setInitialMax(expectedTiles)
              .setConsumer(
                  new DelegatingProgressBarConsumer(line -> out.print("\r" + line), COLUMNS))
              .setStyle(style())
              .setUpdateIntervalMillis(200)
              .hideEta()
              .setMaxRenderedLength(COLUMNS)
              .build();
    }

    @Override
    public void show(RunStatus status) {
      if (!total) {
        bar.maxHint(Math.max(1, status.tilesIn()));
      }
      bar.stepTo(status.results());
      bar.setExtraMessage(figures(status));
    }

    @Override
    public void close() {
      bar.close();
      // Not left to the library, which ends the line of a bar only if it was drawn before.
      out.println();
    }

    private static ProgressBarStyle style() {
      boolean unicode = Charset.defaultCharset().name().startsWith("UTF");
      return unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
    }
  }

  /** A line when something has changed, but not more often than every few seconds. */
  static final class Lines extends Progress {

    private static final long BETWEEN_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private long nextNanos;
    private String last = "";

    Lines(PrintStream out, LongSupplier nanoTime) {
      this.out = out;
      this.nanoTime = nanoTime;
      this.nextNanos = nanoTime.getAsLong();
    }

    @Override
    public void show(RunStatus status) {
      long now = nanoTime.getAsLong();
      String line = String.format(Locale.ROOT, "%d results  %s", status.results(), figures(status));
      if (now - nextNanos >= 0 && status.tilesIn() > 0 && !line.equals(last)) {
        out.println(line);
        last = line;
        nextNanos = now + BETWEEN_NANOS;
      }
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
