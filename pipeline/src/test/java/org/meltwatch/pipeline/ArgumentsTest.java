package org.meltwatch.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meltwatch.launch.FakeProfile;
import org.meltwatch.source.RunPlace;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileSource;

final class ArgumentsTest {

  /** A source that was opened, which another run can go on with or not. */
  private record Opened(@Nullable String handle, boolean survives) implements TileSource {

    @Override
    public String run() {
      return "R";
    }

    @Override
    public TileFeed start(RunPlace place) {
      throw new UnsupportedOperationException("it is not started here");
    }
  }

  /**
   * A topic is its own spool, and refuses to have another: so did every run that was gone on with.
   */
  @Test
  void started_withoutASpool_goesOnWithoutOne() {
    assertEquals("off", spool("--spool=off"));
  }

  @Test
  void started_withWhatAnotherEngineMayNotKeep_goesOnWithASpool() {
    assertEquals("on", spool("--spool=on"));
    assertEquals("on", spool());
  }

  @Test
  void started_withASourceThatCannotBeGoneOnWith_isNotKept() {
    assertNull(arguments().started(new FakeProfile(), new Opened(null, false)));
  }

  private static @Nullable String spool(String... more) {
    StartedRun started =
        arguments(more).started(new FakeProfile(), new Opened("http://127.0.0.1:1 b", true));
    return Objects.requireNonNull(started).options().get("spool");
  }

  private static Arguments arguments(String... more) {
    String[] args = new String[more.length + 1];
    args[0] = "--challenger=http://127.0.0.1:1";
    System.arraycopy(more, 0, args, 1, more.length);
    return Arguments.read(new FakeProfile(), args);
  }
}
