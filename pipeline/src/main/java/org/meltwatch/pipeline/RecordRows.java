package org.meltwatch.pipeline;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.rows.PartRow;

/**
 * Appends a row for every element to part files, and passes the elements on: a step beside the way
 * of the tiles would be a job of its own in each of Spark's micro-batches. A bundle completes only
 * when its rows are in the file; rows of a bundle that is tried again are there twice, which their
 * reader expects.
 */
final class RecordRows<T> extends PTransform<PCollection<T>, PCollection<T>> {

  /** Makes an element's row, given when it was ready in microseconds since the epoch. */
  @FunctionalInterface
  interface ToRow<T> extends Serializable {
    PartRow row(T element, long doneMicros);
  }

  private final String output;
  private final ToRow<T> toRow;

  RecordRows(String output, ToRow<T> toRow) {
    this.output = output;
    this.toRow = toRow;
  }

  @Override
  public PCollection<T> expand(PCollection<T> elements) {
    return elements
        .apply("Record", ParDo.of(new RecordFn<>(output, toRow)))
        .setCoder(elements.getCoder());
  }

  static final class RecordFn<T> extends DoFn<T, T> {

    private final String output;
    private final ToRow<T> toRow;
    private transient @Nullable PartWriter writer;

    RecordFn(String output, ToRow<T> toRow) {
      this.output = output;
      this.toRow = toRow;
    }

    @StartBundle
    public void startBundle() {
      if (writer == null) {
        writer = new PartWriter(Path.of(output));
      }
    }

    @ProcessElement
    public void process(@Element T element, OutputReceiver<T> out) throws IOException {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      requireNonNull(writer, "writer").append(toRow.row(element, micros));
      out.output(element);
    }

    @FinishBundle
    public void finishBundle() throws IOException {
      requireNonNull(writer, "writer").flush();
    }

    @Teardown
    public void teardown() throws IOException {
      if (writer != null) {
        writer.close();
        writer = null;
      }
    }
  }
}
