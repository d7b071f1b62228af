package org.meltwatch.io;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.fetch.HandOuts;
import org.meltwatch.io.fetch.Kept;
import org.meltwatch.io.fetch.LaneLedger;
import org.meltwatch.io.fetch.LaneStart;
import org.meltwatch.io.fetch.Refusals;
import org.meltwatch.io.http.Asking;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.http.LostAnswers;
import org.meltwatch.io.wire.BatchMessage;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Message;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.source.SourceGoneException;
import org.meltwatch.source.TileReader;

/**
 * Reads a bench as its only lane, message by message in the thread that asks, and posts results:
 * for programs without Beam. One request is in flight at a time, so batches come by ascending
 * {@code seq_id} wherever the challenger counts upward. Not for use by several threads.
 */
public final class BenchReader implements TileReader {

  private final Bench bench;
  private final MessageLimits limits;
  private final StopSign stop;
  private final ChallengerClient client;
  private final LaneLedger ledger;
  private final LostAnswers lost = new LostAnswers();
  private final Refusals refusals = new Refusals();
  private final BatchIds ids = new BatchIds();
  private @Nullable String givenUp;

  /**
   * A reader that has read nothing.
   *
   * @param bench the bench, created and started
   * @param limits what a message may ask for; what asks for more is refused
   * @param asking how patiently the challenger is asked
   * @param stop tells it to end before the bench does
   */
  public BenchReader(Bench bench, MessageLimits limits, Asking asking, StopSign stop) {
    this.bench = bench;
    this.limits = limits;
    this.stop = stop;
    this.client = ChallengerClient.at(bench.challenger(), asking);
    this.ledger = new LaneLedger("the reader of bench " + bench, 0, 1, 1, 0, LaneStart.at(0, 1));
  }

  @Override
  public Received next() throws IOException, InterruptedException {
    if (stop.isUp() || givenUp != null) {
      ledger.end(nowMicros());
    } else {
      ask();
    }
    LaneLedger.Handed handed = ledger.handOn();
    @Nullable Kept kept = handed.kept();
    return kept == null
        ? new LaneEnd(handed.receipt(), lost.shortfall(givenUp))
        : ids.checked(kept.take().with(handed.receipt()));
  }

  private void ask() throws IOException, InterruptedException {
    LaneLedger.Request request = ledger.sent();
    @Nullable Body body = answer(request.number());
    long micros = nowMicros();
    if (body == null) {
      ledger.receivedEnd(request);
      ledger.end(micros);
    } else {
      Message message = BatchMessage.read(body, limits);
      HandOuts.note(bench, 0, request.number(), message);
      ledger.received(request, message, micros, Kept.inMemory(message));
      givenUp = refusals.note(message);
    }
  }

  private @Nullable Body answer(long number) throws IOException, InterruptedException {
    try {
      return client.nextBatch(bench, 0, 1, number, limits.bytes(), lost, () -> !stop.isUp());
    } catch (SourceGoneException e) {
      givenUp = String.valueOf(e.getMessage());
      return null;
    }
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  @Override
  public void post(TileResult result) throws IOException, InterruptedException {
    client.postResult(bench, result);
  }
}
