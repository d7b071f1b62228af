package org.meltwatch.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.sdk.transforms.DoFn;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.record.parts.DeadLetterWriter;

/** Writes dead letters to the results directory; what comes out says where each one lies. */
final class KeepDeadLettersFn extends DoFn<DeadLetter, RunEvent> {

  private final String output;
  private final long most;

  /**
   * A step of a run.
   *
   * @param most how many bytes of disk all dead letters may take
   */
  KeepDeadLettersFn(String output, long most) {
    this.output = output;
    this.most = most;
  }

  @ProcessElement
  public void process(@Element DeadLetter letter, OutputReceiver<RunEvent> out) throws IOException {
    String file = new DeadLetterWriter(Path.of(output), most).write(letter);
    out.output(RunEvent.Refused.of(letter, file));
  }
}
