package org.meltwatch.sdf.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.sdf.source.Sources.mark;
import static org.meltwatch.sdf.source.Sources.reader;
import static org.meltwatch.sdf.source.Sources.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.core.InMemoryBundleFinalizer.Finalization;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.meltwatch.sdf.dofn.SdfMark;

/** Bundle finalization: callbacks of the DoFn, run when a mark is finalized. */
final class SdfCommitTest {

  private static final Instant LATER = Instant.now().plus(Duration.standardHours(1));

  @Test
  void finalizeCheckpoint_afterTwoPolls_runsBothCallbacksOnce() throws IOException {
    SdfSource<String, String> source = source(CountFn.with("commit", script -> script), "a/100");
    UnboundedReader<String> reader = reader(source, null);
    reader.start();
    final SdfMark<String> first = mark(reader);
    for (int i = 1; i < 7; i++) {
      assertTrue(reader.advance());
    }
    final SdfMark<String> second = mark(reader);
    for (int i = 7; i < 13; i++) {
      assertTrue(reader.advance());
    }
    CountFn.events("commit").clear();
    second.finalizeCheckpoint();
    assertEquals(List.of("committed from 0", "committed from 5"), CountFn.events("commit"));
    first.finalizeCheckpoint();
    second.finalizeCheckpoint();
    assertEquals(List.of("committed from 0", "committed from 5"), CountFn.events("commit"));
    mark(reader).finalizeCheckpoint();
    assertEquals(
        List.of("committed from 0", "committed from 5", "committed from 10"),
        CountFn.events("commit"));
    reader.close();
  }

  @Test
  void finalizeCheckpoint_afterAFailedPoll_runsOnlyWhatSucceeded() throws IOException {
    SdfSource<String, String> source =
        source(CountFn.with("half", script -> script.failingAt(7)), "a/10");
    UnboundedReader<String> reader = reader(source, null);
    reader.start();
    assertThrows(
        RuntimeException.class,
        () -> {
          while (true) {
            reader.advance();
          }
        });
    CountFn.events("half").clear();
    mark(reader).finalizeCheckpoint();
    assertEquals(List.of("committed from 0"), CountFn.events("half"));
  }

  @Test
  void finalizeCheckpoint_decodedMark_doesNothing() throws IOException {
    SdfSource<String, String> source = source(CountFn.with("decoded", script -> script), "a/10");
    UnboundedReader<String> reader = reader(source, null);
    reader.start();
    CountFn.events("decoded").clear();
    CoderUtils.clone(source.getCheckpointMarkCoder(), mark(reader)).finalizeCheckpoint();
    assertEquals(List.of(), CountFn.events("decoded"));
    reader.close();
  }

  @Test
  void finalizeCheckpoint_expiredCallback_isDropped() throws IOException {
    List<String> run = new ArrayList<>();
    Commits commits = new Commits();
    commits.register(
        List.of(
            Finalization.of(Instant.now().minus(Duration.millis(1)), () -> run.add("expired")),
            Finalization.of(LATER, () -> run.add("valid"))));
    commits.upToNow().run();
    assertEquals(List.of("valid"), run);
  }

  @Test
  void finalizeCheckpoint_callbackThrows_failsAfterRunningTheOthers() {
    List<String> run = new ArrayList<>();
    Commits commits = new Commits();
    commits.register(
        List.of(
            Finalization.of(
                LATER,
                () -> {
                  throw new IllegalStateException("no");
                }),
            Finalization.of(LATER, () -> run.add("after"))));
    SdfMark.Commit commit = commits.upToNow();
    IOException failure = assertThrows(IOException.class, commit::run);
    assertEquals("no", failure.getCause().getMessage());
    assertEquals(List.of("after"), run);
  }
}
