package org.meltwatch.runners.reference;

import java.io.Closeable;
import java.io.IOException;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Received;
import org.meltwatch.pipeline.MonitorJob;
import org.meltwatch.record.parts.DeadLetterWriter;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.pictures.PictureWriter;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.Row;
import org.meltwatch.reference.ReferenceModel;
import org.meltwatch.source.TileReader;

/**
 * One run: takes a message, answers it, posts and records what came out; then takes the next. Holds
 * nothing but each tile key's last layers.
 */
final class SequentialRun implements Closeable {

  private final TileReader reader;
  private final PartWriter writer;
  private final PictureWriter pictures;
  private final DeadLetterWriter letters;
  private final Outcome outcome;
  private final ReferenceModel model;

  SequentialRun(MonitorJob job) throws IOException {
    reader = job.reader();
    writer = new PartWriter(job.output());
    pictures = new PictureWriter(job.output(), job.pictures(), job.rules().voidBelow());
    letters = new DeadLetterWriter(job.output(), job.maxDeadLetterBytes());
    outcome = new Outcome(job.answeredBefore(), pictures, job.rules().saturatedAbove());
    model = new ReferenceModel(job.rules(), job.clustering(), job.tracking(), outcome);
  }

  /** Runs until the source has no more messages. */
  void run() throws IOException, InterruptedException {
    Received message = reader.next();
    while (!(message instanceof LaneEnd end)) {
      model.receive(message);
      settle();
      message = reader.next();
    }
    model.finish();
    settle();
    writer.append(EventRow.of(RunEvent.LaneEnded.of(end)));
    writer.flush();
  }

  /** Posts and records what the last message came to. */
  private void settle() throws IOException, InterruptedException {
    TileResult result = outcome.takeResult();
    if (result != null) {
      reader.post(result);
      outcome.posted(result);
    }
    DeadLetter letter = outcome.takeLetter();
    if (letter != null) {
      outcome.kept(letter, letters.write(letter));
    }
    for (Row row : outcome.takeRows()) {
      writer.append(row);
    }
    writer.flush();
    pictures.flush();
  }

  @Override
  public void close() throws IOException {
    model.close();
    writer.close();
    pictures.close();
  }
}
