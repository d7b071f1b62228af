package org.meltwatch.runners.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.pipeline.AnswerStep;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

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

  @Test
  void run_withAnswerStepsOnTheClassPath_saysThatThereIsNoPipeline(@TempDir Path dir)
      throws Exception {
    Path services = Files.createDirectories(dir.resolve("step/META-INF/services"));
    Files.writeString(
        services.resolve(AnswerStep.class.getName()), NoFurtherAnswers.class.getName());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (LocalChallenger challenger =
            LocalChallenger.start(
                Settings.of(new SyntheticPrint("SYN", 2, Grid.parse("1x1"), 24, 7)));
        URLClassLoader loader =
            new URLClassLoader(new URL[] {dir.resolve("step").toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      int code =
          new MonitorRun(
                  new ReferenceProfile(),
                  new PrintStream(OutputStream.nullOutputStream()),
                  new PrintStream(err, true, StandardCharsets.UTF_8))
              .run("--challenger=" + challenger.url(), "--output=" + dir.resolve("out"));
      assertEquals(MonitorRun.USAGE, code);
    } finally {
      thread.setContextClassLoader(before);
    }
    assertTrue(
        err.toString(StandardCharsets.UTF_8)
            .contains("answer steps on the class path need an engine"),
        err::toString);
  }
}
