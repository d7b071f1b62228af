package org.meltwatch.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.junit.jupiter.api.Test;
import org.meltwatch.options.UsageException;

final class CausesTest {

  @Test
  void oneLine_ofWhatEnginesWrap_isWhatWasThrown() {
    IOException thrown = new IOException("cannot write x: no space\nat y");
    assertEquals(
        "cannot write x: no space",
        Causes.oneLine(new PipelineExecutionException(new RuntimeException(thrown))));
    assertEquals("as it says", Causes.oneLine(new UsageException("as it says")));
    assertEquals("IllegalStateException: odd", Causes.oneLine(new IllegalStateException("odd")));
  }

  /** What the virtual machine does not end the process for: no thread, no direct buffer. */
  @Test
  void oneLine_ofMemoryThatIsMissing_saysTheWayOut() {
    OutOfMemoryError thrown = new OutOfMemoryError("Cannot reserve 8 bytes of direct buffer");
    assertEquals(
        "out of memory (Cannot reserve 8 bytes of direct buffer): give more, for example by"
            + " MELTWATCH_JVM_FLAGS=-Xmx8g",
        Causes.oneLine(new IOException("lane 0 could not fetch", new RuntimeException(thrown))));
  }
}
