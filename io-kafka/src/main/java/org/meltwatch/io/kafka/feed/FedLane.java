package org.meltwatch.io.kafka.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.LaneFetchers;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.kafka.wire.Mark;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.model.received.Shortfall;

/** One lane on its way from the challenger to its partition. */
final class FedLane implements Runnable {

  /** As a lane says it of a message that it did not take as a whole. */
  private static final Pattern OVERLONG =
      Pattern.compile("message \\((\\d+) bytes or more\\) must not be longer than ");

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final FeedState state;
  private final Bench bench;
  private final LaneRestriction restriction;
  private final FetchSettings settings;
  private final Producer<byte[], byte[]> producer;
  private final Acknowledgements acknowledgements;
  private final byte[] key;
  private volatile @Nullable Shortfall shortfall;

  /**
   * A lane that has fed nothing.
   *
   * @param restriction where it begins
   */
  FedLane(
      FeedState state,
      Bench bench,
      LaneRestriction restriction,
      FetchSettings settings,
      Producer<byte[], byte[]> producer,
      Acknowledgements acknowledgements) {
    this.state = state;
    this.bench = bench;
    this.restriction = restriction;
    this.settings = settings;
    this.producer = producer;
    this.acknowledgements = acknowledgements;
    this.key = bench.id().getBytes(UTF_8);
  }

  /** What the lane did not hear; null as long as it has not ended. */
  @Nullable Shortfall shortfall() {
    return shortfall;
  }

  @Override
  public void run() {
    try {
      Lane lane = LaneFetchers.ofProcess().lane(bench, restriction, settings);
      while (shortfall == null && !acknowledgements.hasFailed()) {
        Lane.Next next = lane.await(PATIENCE);
        if (next == Lane.Next.FAILURE) {
          throw requireNonNull(lane.takeFailure());
        }
        if (next != Lane.Next.NOTHING_YET) {
          send(lane.handOn());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      acknowledgements.failed(e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
  private void send(Lane.Handed handed) throws IOException {
    Received received = handed.received();
    long position = received.receipt().position();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(state.topic(), restriction.lane(), key, value(received));
    record.headers().add(Mark.HEADER, mark(handed).bytes());
    acknowledgements.sent(restriction.lane(), position);
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              acknowledgements.acknowledged(restriction.lane(), position);
            } else {
              acknowledgements.failed(unwritten(position, failure));
            }
          });
    } catch (KafkaException e) {
      throw unwritten(position, e);
    }
    if (received instanceof LaneEnd end) {
      shortfall = end.shortfall();
    }
  }

  private IOException unwritten(long position, Exception cause) {
    return new IOException(
        "message %s of lane %s cannot be written to topic %s: %s"
            .formatted(position, restriction.lane(), state.topic(), cause.getMessage()),
        cause);
  }

  private static byte[] value(Received received) {
    if (received instanceof Batch batch) {
      return batch.tif().array();
    }
    return received instanceof RefusedBatch refused ? refused.message() : new byte[0];
  }

  private Mark mark(Lane.Handed handed) {
    Received received = handed.received();
    byte[] value = value(received);
    long cutFrom = cutFrom(received);
    Mark.Kind kind = cutFrom > 0 ? Mark.Kind.OVERLONG : Mark.Kind.MESSAGE;
    return new Mark(
        received instanceof LaneEnd ? Mark.Kind.END : kind,
        restriction.lane(),
        restriction.lanes(),
        received.receipt().position(),
        received.receipt().lowWater(),
        handed.floor().layer(),
        received.receipt().receivedMicros(),
        cutFrom > 0 ? cutFrom : value.length,
        List.copyOf(state.firsts()),
        received instanceof LaneEnd end ? withRestarts(end.shortfall()) : Shortfall.NONE,
        state.challenger());
  }

  /** How long a message was of which the beginning alone was taken; 0 if it is whole. */
  private static long cutFrom(Received received) {
    Matcher matcher =
        OVERLONG.matcher(received instanceof RefusedBatch refused ? refused.reason() : "");
    return matcher.lookingAt() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** What was on its way to a feed that was killed: lost only if a batch is missing in the end. */
  private Shortfall withRestarts(Shortfall own) {
    long open = own.openAnswers() + (long) state.restarts() * settings.prefetch();
    return new Shortfall(own.lostAnswers(), open, own.givenUp());
  }
}
