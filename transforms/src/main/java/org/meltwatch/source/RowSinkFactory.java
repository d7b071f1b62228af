package org.meltwatch.source;

import java.io.IOException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.meltwatch.options.UsageException;

/** A kind of sinks for rows, found as a service: {@code --rows=SCHEME:TARGET}. */
public interface RowSinkFactory {

  /** The word before the colon. */
  String scheme();

  /**
   * Opens a sink.
   *
   * @param target what follows the colon
   * @param options all options of the run
   * @throws UsageException if that fails by what a user can put right
   */
  RowSink open(String target, PipelineOptions options) throws IOException, InterruptedException;
}
