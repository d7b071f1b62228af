package org.meltwatch.runners.flink;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.apache.flink.runtime.messages.FlinkJobNotFoundException;
import org.apache.flink.runtime.rest.util.RestClientException;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;

/** Why a job failed, without what Flink and Beam have put around it. */
final class FlinkFailure {

  private FlinkFailure() {}

  /**
   * The exception that a user can act on.
   *
   * @throws IOException if it is one: what the challenger or the file system did
   */
  static RuntimeException cause(RuntimeException failure) throws IOException {
    Throwable cause = failure;
    while (cause.getCause() != null && isWrapping(cause)) {
      cause = original(cause.getCause());
    }
    if (cause instanceof IOException unusable) {
      throw unusable;
    }
    return cause instanceof RuntimeException unchecked ? unchecked : failure;
  }

  /** True if nobody answered, or somebody who knows nothing of the job; not if the job failed. */
  static boolean isOfCluster(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserCodeException) {
        return false;
      }
      if (cause instanceof ConnectException
          || cause instanceof FlinkJobNotFoundException
          || cause instanceof RestClientException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWrapping(Throwable failure) {
    return failure.getClass() == RuntimeException.class
        || failure instanceof UserCodeException
        || failure instanceof CompletionException
        || failure instanceof ExecutionException
        || failure.getClass().getName().startsWith("org.apache.flink.");
  }

  /** From another process an exception comes in serialised form. */
  private static Throwable original(Throwable failure) {
    return failure instanceof SerializedThrowable serialized
        ? serialized.deserializeError(FlinkFailure.class.getClassLoader())
        : failure;
  }
}
