package org.meltwatch.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChallengerProcessTest {

  @Test
  void start_challengerReady_givesItsUrlAndEndsItOnClose() throws Exception {
    ProcessHandle process;
    try (ChallengerProcess challenger = start("serve", 60)) {
      assertEquals("http://127.0.0.1:4711", challenger.url());
      process = ProcessHandle.of(challenger.pid()).orElseThrow();
      assertTrue(process.isAlive());
    }
    assertFalse(process.isAlive());
  }

  @Test
  void start_challengerRefuses_saysWhyInOneLine() {
    IOException failure = assertThrows(IOException.class, () -> start("refuse", 60));

    assertEquals(
        "the local challenger ended with code 2 before it was ready:"
            + " --layers (-1) must be positive",
        failure.getMessage());
  }

  @Test
  void start_challengerEndsSilently_saysSo() {
    IOException failure = assertThrows(IOException.class, () -> start("silent", 60));

    assertEquals(
        "the local challenger ended with code 0 before it was ready: it said nothing",
        failure.getMessage());
  }

  @Test
  void start_challengerNeverReady_givesUp() {
    IOException failure = assertThrows(IOException.class, () -> start("hang", 1));

    assertEquals("the local challenger was not ready within 1 s", failure.getMessage());
  }

  private static ChallengerProcess start(String what, long seconds) throws Exception {
    return ChallengerProcess.start(FakeChallenger.class.getName(), List.of(what), seconds);
  }
}
