package org.meltwatch.pipeline;

import java.io.IOException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.meltwatch.options.UsageException;

/** Finds, in an engine's chain of wrapped exceptions, the one that a user can act on. */
final class Causes {

  private Causes() {}

  static String oneLine(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return "out of memory (%s): give more, for example by MELTWATCH_JVM_FLAGS=-Xmx8g"
            .formatted(cause.getMessage());
      }
    }
    Throwable cause = failure;
    while (cause.getCause() != null && isWrapping(cause)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    boolean speaksForItself =
        cause instanceof UsageException || (cause instanceof IOException && !line.isEmpty());
    return speaksForItself
        ? line
        : cause.getClass().getSimpleName() + (line.isEmpty() ? "" : ": " + line);
  }

  /** True for exceptions that engines put around the one that was thrown. */
  private static boolean isWrapping(Throwable failure) {
    String message = failure.getMessage();
    Throwable cause = failure.getCause();
    return failure instanceof PipelineExecutionException
        || failure instanceof UserCodeException
        || failure.getClass() == RuntimeException.class
        || (cause != null && cause.toString().equals(message));
  }
}
