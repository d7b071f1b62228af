package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meltwatch.io.source.ChallengerOptions;
import org.meltwatch.pipeline.MonitorOptions;

/** Where images go, by what else is asked for. */
final class FlinkProfileTest {

  private static final String CLAIMS = "--payload=spool --maxInFlight=48";
  private static final String CLAIMS_IN_MEMORY = CLAIMS + " --spool=memory";
  private static final String IMAGES = "--payload=inline --maxInFlight=0";

  @ParameterizedTest
  @CsvSource(
      value = {
        "                                             | memory",
        "--flinkMaster=[local]                        | memory",
        "--payload=spool                              | memory",
        "--spool=memory                               | memory",
        "--spool=on --payload=spool                   | claims",
        "--checkpointingInterval=500 --payload=spool  | claims",
        "--payload=inline                             | images",
        "--spool=on                                   | images",
        "--spool=off                                  | images",
        "--spoolDir=x                                 | images",
        "--keepSpool=true                             | images",
        "--checkpointingInterval=500                  | images",
        "--flinkMaster=127.0.0.1:8081                 | images",
      },
      delimiter = '|')
  void furtherDefaults_sendImagesOnlyWhereTheyMustLeaveTheProcess(String given, String expected) {
    FlinkProfile profile = new FlinkProfile();
    List<String> args = new ArrayList<>(List.of("--parallelism=3"));
    if (given != null) {
      args.addAll(Arrays.asList(given.split(" +", -1)));
    }
    String said = String.join(" ", args);
    profile.defaults().stream()
        .filter(option -> !said.contains(option.substring(0, option.indexOf('=') + 1)))
        .forEach(args::add);
    PipelineOptionsFactory.register(MonitorOptions.class);
    PipelineOptionsFactory.register(ChallengerOptions.class);
    MonitorOptions options =
        PipelineOptionsFactory.fromArgs(args.toArray(String[]::new)).as(MonitorOptions.class);
    assertEquals(
        switch (expected) {
          case "memory" -> CLAIMS_IN_MEMORY;
          case "claims" -> CLAIMS;
          default -> IMAGES;
        },
        String.join(" ", profile.furtherDefaults(options)));
  }
}
