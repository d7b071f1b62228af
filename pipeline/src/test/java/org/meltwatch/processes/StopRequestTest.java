package org.meltwatch.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that is told to end, and does not. */
@Timeout(60)
final class StopRequestTest {

  @Test
  void haltAfter_itsLimit_endsTheProcessWhateverHangsInIt() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Hanging.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(143, child.waitFor(), said);
    assertEquals("meltwatch: the run has not ended within 1 s" + System.lineSeparator(), said);
  }

  /** A process with a thread that would keep it alive. */
  static final class Hanging {

    private Hanging() {}

    public static void main(String[] args) {
      new Thread(() -> StopRequest.haltAfter(Duration.ofSeconds(1), 143)).start();
      Runtime.getRuntime().addShutdownHook(new Thread(Hanging::hang));
      hang();
    }

    private static void hang() {
      try {
        Thread.sleep(Duration.ofMinutes(5).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
