package org.meltwatch.pipeline;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.pictures.Keep;
import org.meltwatch.record.pictures.PictureWriter;
import org.meltwatch.record.rows.Row;

/**
 * Makes a row of every element, appends it to part files and passes the element on: a step beside
 * the way of the tiles would be a job of its own in each of Spark's micro-batches. A bundle
 * completes only when its rows are in the file; rows of a bundle that is tried again are there
 * twice, which their reader expects.
 */
public final class RecordRows<T> extends PTransform<PCollection<T>, PCollection<T>> {

  /** Computes what is recorded of an element. */
  @FunctionalInterface
  public interface ToRow<T> extends Serializable {

    /**
     * The element's row.
     *
     * @param nowUs tells the time in microseconds since the epoch; to be asked when the answer is
     *     ready
     */
    Row row(T element, LongSupplier nowUs) throws IOException;
  }

  /** Computes what is recorded of an element, where that is any number of rows. */
  @FunctionalInterface
  public interface ToRows<T> extends Serializable {

    /** The element's rows; see {@link ToRow#row}. */
    List<Row> rows(T element, LongSupplier nowUs) throws IOException;
  }

  /** Keeps what people look at of an element, beside its rows. */
  @FunctionalInterface
  public interface ToPictures<T> extends Serializable {

    /** Hands it to a writer. */
    void keep(T element, PictureWriter pictures) throws IOException;
  }

  private final String output;
  private final ToRows<T> toRows;
  private final PicturesOf<T> pictures;

  RecordRows(String output, ToRows<T> toRows) {
    this(output, toRows, new PicturesOf<>(Keep.NONE, 0, (element, none) -> {}));
  }

  private RecordRows(String output, ToRows<T> toRows, PicturesOf<T> pictures) {
    this.output = output;
    this.toRows = toRows;
    this.pictures = pictures;
  }

  /**
   * The same, and pictures in the same step.
   *
   * @param keep which pictures
   * @param voidBelow points below are void
   */
  RecordRows<T> withPictures(Keep keep, int voidBelow, ToPictures<T> toPictures) {
    return new RecordRows<>(output, toRows, new PicturesOf<>(keep, voidBelow, toPictures));
  }

  private record PicturesOf<T>(Keep keep, int voidBelow, ToPictures<T> toPictures)
      implements Serializable {}

  @Override
  public PCollection<T> expand(PCollection<T> elements) {
    return elements
        .apply("Record", ParDo.of(new RecordFn<>(output, toRows, pictures)))
        .setCoder(elements.getCoder());
  }

  static final class RecordFn<T> extends DoFn<T, T> {

    private final String output;
    private final ToRows<T> toRows;
    private final PicturesOf<T> pictures;
    private transient @Nullable PartWriter writer;
    private transient @Nullable PictureWriter kept;

    RecordFn(String output, ToRows<T> toRows, PicturesOf<T> pictures) {
      this.output = output;
      this.toRows = toRows;
      this.pictures = pictures;
    }

    @StartBundle
    public void startBundle() {
      if (writer == null) {
        writer = new PartWriter(Path.of(output));
        kept = new PictureWriter(Path.of(output), pictures.keep(), pictures.voidBelow());
      }
    }

    @ProcessElement
    public void process(@Element T element, OutputReceiver<T> out) throws IOException {
      for (Row row : toRows.rows(element, RecordFn::nowUs)) {
        requireNonNull(writer, "writer").append(row);
      }
      if (pictures.keep() != Keep.NONE) {
        pictures.toPictures().keep(element, requireNonNull(kept, "kept"));
      }
      out.output(element);
    }

    private static long nowUs() {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @FinishBundle
    public void finishBundle() throws IOException {
      requireNonNull(writer, "writer").flush();
      requireNonNull(kept, "kept").flush();
    }

    @Teardown
    public void teardown() throws IOException {
      if (writer != null) {
        writer.close();
        writer = null;
        requireNonNull(kept, "kept").close();
        kept = null;
      }
    }
  }
}
