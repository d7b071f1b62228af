package org.meltwatch.runners.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.pipeline.MonitorRun;

final class ReferenceUsageTest {

  @ParameterizedTest
  @ValueSource(strings = {"--keepSpool=true", "--spool=on", "--spool=memory", "--spoolDir=x"})
  void run_withASpool_saysThatThereIsNone(String option) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new MonitorRun(
                new ReferenceProfile(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(option);
    assertEquals(MonitorRun.USAGE, code);
    assertEquals(
        "meltwatch: --spool, --spoolDir and --keepSpool need an engine: the reference program"
            + " writes no spool",
        err.toString(StandardCharsets.UTF_8).strip());
  }
}
