package org.meltwatch.runners.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.record.pictures.PictureWriter;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.PlateRows;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.record.rows.TopFiveAnswer;
import org.meltwatch.reference.ReferenceAnswers.Answer;
import org.meltwatch.reference.ReferenceAnswers.SkippedLayers;
import org.meltwatch.reference.ReferenceListener;
import org.meltwatch.tracking.PlateReport;

/**
 * What one message came to: the rows of its record, a result to be posted, a letter to be kept.
 * Each is there until it is taken.
 */
final class Outcome implements ReferenceListener {

  private final Ranges answeredBefore = new Ranges();
  private final PictureWriter pictures;
  private final int saturatedAbove;
  private List<Row> rows = new ArrayList<>();
  private @Nullable TileResult result;
  private @Nullable DeadLetter letter;

  /**
   * The outcomes of a run.
   *
   * @param answeredBefore batch ids of tiles that are there for the windows above them alone
   * @param pictures keeps what people look at
   * @param saturatedAbove points above are saturated
   */
  Outcome(List<IdRange> answeredBefore, PictureWriter pictures, int saturatedAbove) {
    this.pictures = pictures;
    this.saturatedAbove = saturatedAbove;
    answeredBefore.forEach(range -> this.answeredBefore.add(range.first(), range.last()));
  }

  @Override
  public void read(Tile tile) {
    rows.add(SaturatedAnswer.row(tile.header(), tile.saturated(), nowMicros()));
    try {
      // The reference program claims no images.
      Image image = (Image) tile.image();
      pictures.image(tile.header(), image);
      pictures.saturated(tile.header(), image, saturatedAbove, tile.saturated());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void found(TileHeader header, OutlierList outliers) {
    if (answeredBefore.contains(header.seqId())) {
      return;
    }
    try {
      pictures.outliers(header, outliers);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void answered(Answer answer) {
    if (answeredBefore.contains(answer.header().seqId())) {
      record(new RunEvent.AnsweredBefore(answer.header()));
      return;
    }
    rows.add(TopFiveAnswer.row(answer.header(), answer.ranking().top(), nowMicros()));
    result = answer.result();
  }

  @Override
  public void late(TileHeader header) {
    record(new RunEvent.Late(header));
  }

  @Override
  public void duplicate(TileHeader header) {
    record(new RunEvent.Duplicate(header));
  }

  @Override
  public void skipped(SkippedLayers layers) {
    int to = Math.toIntExact(layers.from() + layers.count());
    record(new RunEvent.Skipped(layers.key(), layers.from(), to));
  }

  @Override
  public void refused(Received message, String reason) {
    if (message instanceof Batch batch) {
      letter = DeadLetter.of(batch, reason);
    } else if (message instanceof RefusedBatch broken) {
      letter = DeadLetter.of(broken);
    }
  }

  @Override
  public void reported(PlateReport report) {
    rows.addAll(PlateRows.of(report, nowMicros()));
  }

  /** The result that is to be posted, or null. */
  @Nullable TileResult takeResult() {
    TileResult taken = result;
    result = null;
    return taken;
  }

  /** The letter that is to be kept, or null. */
  @Nullable DeadLetter takeLetter() {
    DeadLetter taken = letter;
    letter = null;
    return taken;
  }

  /** The challenger has stored the result. */
  void posted(TileResult posted) {
    rows.add(ClustersAnswer.row(posted, nowMicros()));
  }

  /** The letter lies in a file. */
  void kept(DeadLetter kept, String file) {
    record(RunEvent.Refused.of(kept, file));
  }

  /** The rows that are to be recorded. */
  List<Row> takeRows() {
    List<Row> taken = rows;
    rows = new ArrayList<>();
    return taken;
  }

  private void record(RunEvent event) {
    rows.add(EventRow.of(event));
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
