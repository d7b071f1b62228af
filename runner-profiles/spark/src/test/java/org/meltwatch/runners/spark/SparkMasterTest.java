package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.options.UsageException;
import org.meltwatch.pipeline.MonitorOptions;
import org.meltwatch.pipeline.MonitorRun;

class SparkMasterTest {

  @ParameterizedTest
  @CsvSource({
    "local[lanes], 7, local[7]",
    "local[4], 4, local[4]",
    "local[4], 3, local[4]",
    "local, 1, local",
    "local[*], 99, local[*]",
    "spark://host:7077, 99, spark://host:7077"
  })
  void of_masterWithAThreadPerLane_isIt(String option, int lanes, String url) {
    assertEquals(url, SparkMaster.of(options(option, lanes)).url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[2]", "local"})
  void of_fewerThreadsThanLanes_isRefused(String option) {
    assertEquals(
        "--sparkMaster (%s) must have a thread for each of the 3 --lanes: local[3], or more"
            .formatted(option),
        assertThrows(UsageException.class, () -> SparkMaster.of(options(option, 3))).getMessage());
  }

  @Test
  void run_withFewerThreadsThanLanes_isAUsageError() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertEquals(
        MonitorRun.USAGE,
        new MonitorRun(new SparkProfile(), err, err).run("--sparkMaster=local[2]", "--lanes=3"));
    assertEquals(
        "meltwatch: --sparkMaster (local[2]) must have a thread for each of the 3 --lanes:"
            + " local[3], or more\n",
        said.toString(StandardCharsets.UTF_8));
  }

  @Test
  void isOnThisMachine_byItsUrl() {
    assertTrue(new SparkMaster("local[2]").isOnThisMachine());
    assertTrue(new SparkMaster("spark://127.0.0.1:7077").isOnThisMachine());
    assertTrue(new SparkMaster("spark://localhost:7077").isOnThisMachine());
    assertFalse(new SparkMaster("spark://10.0.0.1:7077").isOnThisMachine());
    assertFalse(new SparkMaster("spark://localhost.example:7077").isOnThisMachine());
    assertFalse(new SparkMaster("yarn").isOnThisMachine());
  }

  private static SparkPipelineOptions options(String master, int lanes) {
    SparkPipelineOptions options = PipelineOptionsFactory.as(SparkPipelineOptions.class);
    options.setSparkMaster(master);
    options.as(MonitorOptions.class).setLanes(lanes);
    return options;
  }
}
