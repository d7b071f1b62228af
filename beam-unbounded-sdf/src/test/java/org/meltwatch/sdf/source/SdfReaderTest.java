package org.meltwatch.sdf.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.sdf.source.Sources.counted;
import static org.meltwatch.sdf.source.Sources.mark;
import static org.meltwatch.sdf.source.Sources.readToEnd;
import static org.meltwatch.sdf.source.Sources.reader;
import static org.meltwatch.sdf.source.Sources.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Random;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.UserCodeException;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.sdf.dofn.SdfMark;
import org.meltwatch.sdf.settings.SdfSettings;

final class SdfReaderTest {

  private static final Duration AT_ONCE = Duration.ZERO;

  @Test
  void read_longerThanOnePoll_givesEverythingInOrder() {
    CountFn fn = CountFn.with("in order", script -> script);
    assertEquals(counted("a", 0, 23), readToEnd(source(fn, "a/23")));
  }

  @Test
  void read_toTheEnd_setsUpOnceAndTearsDownOnce() throws IOException {
    SdfSource<String, String> source =
        source(CountFn.with("life", script -> script.resumingAfter(2, AT_ONCE)), "a/3");
    CountFn.events("life").clear();
    UnboundedReader<String> reader = reader(source, null);
    assertEquals(List.of(), CountFn.events("life"));
    readToEnd(reader);
    List<String> life =
        List.of(
            "setup", "start bundle", "finish bundle", "start bundle", "finish bundle", "teardown");
    assertEquals(life, CountFn.events("life"));
    reader.close();
    reader.close();
    assertEquals(life, CountFn.events("life"));
  }

  @Test
  void getCurrent_nothingGiven_isRefused() throws IOException {
    UnboundedReader<String> reader =
        reader(source(CountFn.with("nothing", script -> script), "a/0"), null);
    assertFalse(reader.start());
    assertThrows(NoSuchElementException.class, reader::getCurrent);
    assertThrows(NoSuchElementException.class, reader::getCurrentTimestamp);
  }

  @Test
  void mark_inMidStream_carriesResidualAndPendingOutputs() throws IOException {
    SdfSource<String, String> source = source(CountFn.with("mid-stream", script -> script), "a/23");
    UnboundedReader<String> reader = reader(source, null);
    assertTrue(reader.start());
    assertTrue(reader.advance());
    SdfMark<String> mark = mark(reader);
    assertNotNull(mark.residual());
    assertEquals(new OffsetRange(5, 23), mark.residual().restriction());
    assertEquals(
        counted("a", 2, 5), mark.pending().stream().map(output -> output.getValue()).toList());
    assertEquals(counted("a", 2, 23), readToEnd(reader(source, mark)));
    assertTrue(reader.advance());
    assertEquals("a-2", reader.getCurrent());
  }

  @Test
  void mark_manyOutputsAClaim_holdsNoMoreThanThePollMade() throws IOException {
    SdfSource<String, String> source =
        source(CountFn.with("bounded", script -> script.giving(3)), "a/100");
    try (UnboundedReader<String> reader = reader(source, null)) {
      for (boolean more = reader.start(); more; more = reader.advance()) {
        assertTrue(mark(reader).pending().size() < 5 + 3);
      }
    }
  }

  @Test
  void mark_atTheEnd_staysAtTheEnd() throws IOException {
    SdfSource<String, String> source = source(CountFn.with("ended", script -> script), "a/3");
    UnboundedReader<String> reader = reader(source, null);
    readToEnd(reader);
    assertNull(mark(reader).residual());
    CountFn.events("ended").clear();
    assertEquals(List.of(), readToEnd(reader(source, mark(reader))));
    assertEquals(List.of(), CountFn.events("ended"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void restore_atRandomPoints_losesAndRepeatsNothing(long seed) throws IOException {
    Random random = new Random(seed);
    int claims = 1 + random.nextInt(12);
    CountFn fn = CountFn.with("random", script -> script.resumingAfter(claims, AT_ONCE));
    SdfSource<String, String> source = source(fn, "a/200");
    List<String> delivered = new ArrayList<>();
    List<String> sinceMark = new ArrayList<>();
    SdfMark<String> durable = null;
    UnboundedReader<String> reader = reader(source, null);
    boolean available = reader.start();
    while (available || reader.getWatermark().isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE)) {
      if (available) {
        sinceMark.add(reader.getCurrent());
      }
      if (random.nextInt(4) == 0) { // The engine makes what it has read durable, with a mark.
        durable = mark(reader);
        delivered.addAll(sinceMark);
        sinceMark.clear();
      }
      if (random.nextInt(10) == 0) { // The engine loses the reader and what is not durable.
        reader.close();
        sinceMark.clear();
        reader = reader(source, durable);
        available = reader.start();
      } else {
        available = reader.advance();
      }
    }
    delivered.addAll(sinceMark);
    assertEquals(counted("a", 0, 200), delivered);
  }

  @Test
  void advance_beforeTheResumeDelayIsOver_givesNothing() throws Exception {
    CountFn fn = CountFn.with("delay", script -> script.resumingAfter(1, Duration.millis(300)));
    UnboundedReader<String> reader = reader(source(fn, "a/2"), null);
    assertTrue(reader.start());
    long polled = System.nanoTime();
    assertFalse(reader.advance());
    while (!reader.advance()) {
      Thread.sleep(5);
    }
    assertEquals("a-1", reader.getCurrent());
    long waited = (System.nanoTime() - polled) / 1_000_000;
    assertTrue(waited >= 290, String.format(Locale.ROOT, "waited %d ms", waited));
  }

  @Test
  void poll_claimsWithoutEnd_isCutByTheTimeLimit() throws IOException {
    SdfSettings settings = new SdfSettings(Integer.MAX_VALUE, Duration.millis(50));
    CountFn fn = CountFn.with("endless", script -> script);
    SdfSource<String, String> source =
        source(Sources.sdf(fn, settings), "a/" + (Long.MAX_VALUE - 1));
    try (UnboundedReader<String> reader = reader(source, null)) {
      assertTrue(reader.start());
      SdfMark<String> mark = mark(reader);
      assertNotNull(mark.residual());
      assertEquals(
          mark.pending().size() + 1L, ((OffsetRange) mark.residual().restriction()).getFrom());
    }
  }

  @Test
  void advance_processThrows_failsForGoodAndTearsDown() throws IOException {
    SdfSource<String, String> source =
        source(CountFn.with("throws", script -> script.failingAt(7)), "a/10");
    UnboundedReader<String> reader = reader(source, null);
    assertTrue(reader.start());
    for (int i = 1; i < 5; i++) {
      assertTrue(reader.advance());
    }
    CountFn.events("throws").clear();
    UserCodeException failure = assertThrows(UserCodeException.class, reader::advance);
    assertEquals("failing at 7", failure.getCause().getMessage());
    assertEquals(List.of("start bundle", "teardown"), CountFn.events("throws"));
    assertSame(failure, assertThrows(UserCodeException.class, reader::advance));
    SdfMark<String> mark = mark(reader);
    assertNotNull(mark.residual());
    assertEquals(new OffsetRange(5, 10), mark.residual().restriction());
    assertEquals(List.of(), mark.pending());
  }

  @Test
  void advance_resumesAfterAFailedClaim_fails() throws IOException {
    CountFn fn = new Stubborn(CountFn.Script.of("resumes"));
    UnboundedReader<String> reader = reader(source(fn, "a/2"), null);
    IllegalStateException failure =
        assertInstanceOf(IllegalStateException.class, assertThrows(Exception.class, reader::start));
    assertTrue(failure.getMessage().contains("must return stop()"), failure.getMessage());
  }

  @Test
  void close_inMidStream_handsOutWhatIsMadeAndPollsNoMore() throws IOException {
    SdfSource<String, String> source = source(CountFn.with("closed", script -> script), "a/9");
    UnboundedReader<String> reader = reader(source, null);
    assertTrue(reader.start());
    CountFn.events("closed").clear();
    reader.close();
    List<String> rest = new ArrayList<>();
    while (reader.advance()) {
      rest.add(reader.getCurrent());
    }
    assertEquals(counted("a", 1, 5), rest);
    assertFalse(reader.advance());
    assertEquals(List.of("teardown"), CountFn.events("closed"));
    assertEquals(counted("a", 5, 9), readToEnd(reader(source, mark(reader))));
  }

  /** Wants to be called again although its restriction is used up. */
  static final class Stubborn extends CountFn {

    Stubborn(Script script) {
      super(script);
    }

    @Override
    ProcessContinuation afterFailedClaim() {
      return ProcessContinuation.resume();
    }
  }
}
