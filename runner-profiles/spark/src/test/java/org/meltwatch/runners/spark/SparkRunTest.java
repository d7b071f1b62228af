package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a user is told when Spark has failed. */
final class SparkRunTest {

  @Test
  void explained_wantOfMemory_saysTheWayOut() {
    RuntimeException wrapped =
        new IllegalStateException(new RuntimeException(new OutOfMemoryError("Java heap space")));

    IOException told = assertThrows(IOException.class, () -> SparkRun.explained(wrapped));

    assertTrue(told.getMessage().startsWith("Spark has too little memory: "), told.getMessage());
    assertTrue(told.getMessage().contains("MELTWATCH_JVM_FLAGS=-Xmx8g"), told.getMessage());
  }

  @Test
  void explained_anythingElse_isTheFailureItself() throws IOException {
    RuntimeException failure = new IllegalStateException("something else");

    assertSame(failure, SparkRun.explained(failure));
  }
}
