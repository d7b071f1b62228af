package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.chaos.Series;

/** The short form of {@code make chaos}. */
@Timeout(900)
class FlinkChaosTest {

  /** What it wrote and said stays where it failed. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path temporary = Path.of("");

  @Test
  void runs_thatAreDisturbed_accountForEveryTile() throws Exception {
    assertEquals("", Series.fewCases(new FlinkProfile(), temporary));
  }
}
