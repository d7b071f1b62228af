package org.meltwatch.sdf.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meltwatch.sdf.source.Sources.counted;
import static org.meltwatch.sdf.source.Sources.mark;
import static org.meltwatch.sdf.source.Sources.readToEnd;
import static org.meltwatch.sdf.source.Sources.reader;
import static org.meltwatch.sdf.source.Sources.source;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.meltwatch.sdf.UnboundedSdfs;
import org.meltwatch.sdf.settings.SdfSettings;

/** DoFns that outlive their readers. */
final class SdfTeardownDelayTest {

  private static final Duration LONG = Duration.standardMinutes(1);

  @Test
  void close_teardownDelay_leavesTheDoFnToTheNextReader() throws IOException {
    SdfSource<String, String> source = delayed("taken over", LONG);
    UnboundedReader<String> reader = reader(source, null);
    reader.start();
    reader.close();
    assertEquals(List.of("setup"), lifeOf("taken over"));
    assertEquals(counted("a", 1, 9), readToEnd(reader(source, mark(reader))));
    assertEquals(List.of("setup", "teardown"), lifeOf("taken over"));
  }

  @Test
  void close_teardownDelayOver_tearsDown() throws Exception {
    UnboundedReader<String> reader = reader(delayed("waited for", Duration.millis(10)), null);
    reader.start();
    reader.close();
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (lifeOf("waited for").size() < 2 && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    assertEquals(List.of("setup", "teardown"), lifeOf("waited for"));
  }

  @Test
  void closeIdle_whileADoFnWaits_tearsItDownAtOnce() throws IOException {
    SdfSource<String, String> source = delayed("closed", LONG);
    UnboundedReader<String> reader = reader(source, null);
    reader.start();
    reader.close();
    UnboundedSdfs.closeIdle();
    assertEquals(List.of("setup", "teardown"), lifeOf("closed"));
    assertEquals(counted("a", 1, 9), readToEnd(reader(source, mark(reader))));
  }

  @Test
  void close_twoReadersOfALane_keepsOneDoFn() throws IOException {
    SdfSource<String, String> source = delayed("twice", LONG);
    UnboundedReader<String> first = reader(source, null);
    UnboundedReader<String> second = reader(source, null);
    first.start();
    second.start();
    first.close();
    second.close();
    assertEquals(List.of("setup", "setup", "teardown"), lifeOf("twice"));
    readToEnd(reader(source, mark(second)));
    assertEquals(List.of("setup", "setup", "teardown", "teardown"), lifeOf("twice"));
  }

  /** A lane of nine numbers whose DoFn outlives its readers; the splitting is forgotten. */
  private static SdfSource<String, String> delayed(String id, Duration teardownDelay) {
    SdfSettings settings = new SdfSettings(5, Duration.millis(200), teardownDelay);
    SdfSource<String, String> source =
        source(Sources.sdf(CountFn.with(id, script -> script), settings), "a/9");
    CountFn.events(id).clear();
    return source;
  }

  private static List<String> lifeOf(String id) {
    return CountFn.events(id).stream().filter(List.of("setup", "teardown")::contains).toList();
  }
}
