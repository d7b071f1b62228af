package org.meltwatch.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.options.UsageException;

final class ResumptionTest {

  @TempDir private Path dir = Path.of("");

  private void start() throws Exception {
    new StartedRun(
            "flink",
            "challenger",
            "http://127.0.0.1:1 bench",
            Map.of("lanes", "3", "prefetch", "5", "output", "somewhere"),
            List.of("--parallelism=2", "--awsSecretKey=abc", "--MyToken=abc"))
        .write(dir);
  }

  @Test
  void started_withWhatMayBeASecret_doesNotKeepIt() throws Exception {
    start();
    String kept = Files.readString(dir.resolve("started.json"));
    assertFalse(kept.contains("abc"), kept);
    assertTrue(kept.contains("--parallelism=2"), kept);
  }

  @Test
  void arguments_ofTheSameEngine_areThoseOfTheStart() throws Exception {
    start();
    List<String> arguments =
        Resumption.of(List.of("--resume=" + dir, "--prefetch=9"), "flink").arguments();
    assertTrue(
        arguments.containsAll(
            List.of("--lanes=3", "--prefetch=9", "--parallelism=2", "--source=challenger")),
        arguments.toString());
    assertTrue(arguments.contains("--output=" + dir), arguments.toString());
    assertFalse(arguments.contains("--prefetch=5"), arguments.toString());
  }

  @Test
  void arguments_ofAnotherEngine_areMeltwatchsOwn() throws Exception {
    start();
    List<String> arguments = Resumption.of(List.of("--resume=" + dir), "direct").arguments();
    assertTrue(arguments.contains("--lanes=3"), arguments.toString());
    assertFalse(arguments.contains("--parallelism=2"), arguments.toString());
  }

  @Test
  void differences_ofWhatResultsDependOn_areRefused() throws Exception {
    start();
    Resumption again = Resumption.of(List.of("--resume=" + dir), "flink");
    assertEquals(
        List.of("--prefetch=9 instead of 5"),
        again.differences(Map.of("lanes", "3", "prefetch", "9")));
    UsageException refused =
        assertThrows(UsageException.class, () -> again.differences(Map.of("lanes", "4")));
    assertEquals("--lanes (4) must be as the run was started with: 3", refused.getMessage());
  }

  @Test
  void of_aDirectoryOfNoRun_isRefused() {
    UsageException refused =
        assertThrows(
            UsageException.class, () -> Resumption.of(List.of("--resume=" + dir), "flink"));
    assertTrue(refused.getMessage().contains("it holds no started.json"), refused.getMessage());
  }
}
