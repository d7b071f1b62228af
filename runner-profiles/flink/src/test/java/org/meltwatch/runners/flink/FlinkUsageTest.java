package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meltwatch.pipeline.MonitorRun;

/** What Flink would refuse in the middle of a run is refused before one begins. */
final class FlinkUsageTest {

  @ParameterizedTest
  @CsvSource(
      value = {
        "--checkpointingInterval=0 | must be at least 10 ms, or -1 for no checkpoints",
        "--checkpointingInterval=9 | must be at least 10 ms, or -1 for no checkpoints",
        "--maxBundleSize=0         | must be at least 1",
        "--parallelism=0           | must be in [1, 128]",
        "--parallelism=1000        | must be in [1, 128]",
      },
      delimiter = '|')
  void run_withAValueThatFlinkCannotTake_saysTheRule(String option, String rule) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertEquals(MonitorRun.USAGE, new MonitorRun(new FlinkProfile(), err, err).run(option));
    String value = option.replaceFirst("(--\\w+)=(.*)", "$1 ($2)");
    assertEquals("meltwatch: " + value + " " + rule, said.toString(StandardCharsets.UTF_8).strip());
  }
}
