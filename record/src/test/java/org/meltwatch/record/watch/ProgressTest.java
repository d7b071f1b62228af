package org.meltwatch.record.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.laneEnd;
import static org.meltwatch.record.parts.Rows.plain;
import static org.meltwatch.record.parts.Rows.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.run.RunStatus;

final class ProgressTest {

  @TempDir private Path dir;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, UTF_8);

  @Test
  void lines_statusChanges_printsOneEveryFiveSeconds() {
    AtomicLong seconds = new AtomicLong();
    Progress lines = new Progress.Lines(out, () -> Duration.ofSeconds(seconds.get()).toNanos());
    lines.show(status(0, 0));
    lines.show(status(10, 4));
    seconds.set(4);
    lines.show(status(20, 14));
    seconds.set(5);
    lines.show(status(30, 24));
    seconds.set(10);
    lines.show(status(30, 24));
    seconds.set(11);
    lines.show(status(40, 34));
    lines.close();

    assertEquals(
        """
        4 results  10 in  182 tiles/s  0.123 s
        24 results  30 in  182 tiles/s  0.123 s
        34 results  40 in  182 tiles/s  0.123 s
        """,
        text());
  }

  @Test
  void bar_runGoesOn_staysWithinALine() {
    try (Progress bar = Progress.on(out, true, 3600)) {
      bar.show(status(1900, 1800));
    }
    String[] drawn = text().split("[\r\n]+", -1);
    for (String line : drawn) {
      assertTrue(line.length() <= 79, line);
    }
    String last = drawn[drawn.length - 2];
    assertTrue(last.startsWith("results  50%"), last);
    assertTrue(last.contains("1800/3600"), last);
    assertTrue(last.stripTrailing().endsWith("1900 in  182 tiles/s  0.123 s"), last);
  }

  @Test
  void bar_totalUnknown_measuresAgainstTheTilesIn() {
    try (Progress bar = Progress.on(out, true, -1)) {
      bar.show(status(0, 0));
      bar.show(status(1000, 750));
    }
    assertTrue(text().contains("results  75%"), text());
  }

  @Test
  void watch_runEnds_knowsIt() throws Exception {
    try (RunWatch watch = RunWatch.start(new PartFollower(dir), Progress.on(out, false, -1))) {
      assertFalse(watch.latest().complete());
      write(dir, plain(header(0, 0)));
      write(dir, laneEnd(0, 1, 1));
      while (!watch.latest().complete()) {
        Thread.sleep(10);
      }
    }
    List<String> lines = text().lines().toList();
    assertTrue(lines.get(lines.size() - 1).startsWith("1 results  1 in  "), text());
  }

  @Test
  void watch_partFileBroken_tellsWhoeverAsks() throws Exception {
    Files.createDirectories(dir.resolve("parts"));
    Files.writeString(dir.resolve("parts/q1-x.jsonl"), "{}\n");
    RunWatch watch = RunWatch.start(new PartFollower(dir), Progress.on(out, false, -1));

    IOException failure = assertThrows(IOException.class, watch::close);
    assertTrue(failure.getMessage().startsWith("part file "), failure.getMessage());
  }

  private static RunStatus status(long in, long results) {
    return new RunStatus(in, results, 181.6, 0.1234, false, false, Duration.ZERO);
  }

  private String text() {
    return shown.toString(UTF_8);
  }
}
