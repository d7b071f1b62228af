package org.meltwatch.io;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.LaneOrigin;
import org.meltwatch.io.http.AbandonedBench;
import org.meltwatch.io.http.Asking;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.lane.BoundedLane;
import org.meltwatch.io.lane.EventTime;
import org.meltwatch.io.lane.InFlightLimit;
import org.meltwatch.io.spool.KeptSpool;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.io.wire.Origin;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.Outcomes;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.retry.Retries;

/**
 * Reads a bench's batches from the challenger and posts results to it.
 *
 * <pre>{@code
 * pipeline.apply(ChallengerIO.read().withBench(bench).withLanes(4))
 * results.apply(ChallengerIO.writeResults().withBench(bench))
 * }</pre>
 *
 * <p>Counters of the namespace of this class, named by its constants, say how far a job is.
 */
public final class ChallengerIO {

  /** Counts what lanes handed on: batches, refused messages and lane ends. */
  public static final String HANDED_ON = "handedOn";

  /** Counts the refused messages among what was handed on. */
  public static final String REFUSED = "refused";

  /** Counts the lanes that have ended. */
  public static final String LANES_ENDED = "lanesEnded";

  /** Counts the results that the challenger has stored. */
  public static final String POSTED = "posted";

  private ChallengerIO() {}

  /** Reads a bench. */
  public static Read read() {
    return new Read(
        null, 4, FetchSettings.DEFAULT, false, EventTime.batchOrder(), null, StopSign.NEVER);
  }

  /** Posts results. */
  public static WriteResults writeResults() {
    return new WriteResults(null, 8, Asking.DEFAULT);
  }

  /**
   * Hands on every batch of a bench once, in no particular order; of every lane then a {@code
   * LaneEnd}. Messages that break the wire protocol become {@code RefusedBatch}es. A refused or
   * unanswered call, after its retries, fails the bundle.
   *
   * <p>Holds at most {@code lanes * (2 * prefetch + replay)} messages, each at most {@code
   * messageLimit} bytes long; with a spool no more than {@code lanes * 2 * prefetch}.
   */
  public static final class Read extends PTransform<PBegin, PCollection<Received>> {

    private final @Nullable Origin origin;
    private final int lanes;
    private final FetchSettings settings;
    private final boolean checkpointed;
    private final EventTime eventTime;
    private final @Nullable InFlightLimit limit;
    private final StopSign stop;

    private Read(
        @Nullable Origin origin,
        int lanes,
        FetchSettings settings,
        boolean checkpointed,
        EventTime eventTime,
        @Nullable InFlightLimit limit,
        StopSign stop) {
      FetchSettings.requirePositive("lanes", lanes);
      this.origin = origin;
      this.lanes = lanes;
      this.settings = settings;
      this.checkpointed = checkpointed;
      this.eventTime = eventTime;
      this.limit = limit;
      this.stop = stop;
    }

    /** The bench, created and started. */
    public Read withBench(Bench newBench) {
      return new Read(newBench, lanes, settings, checkpointed, eventTime, limit, stop);
    }

    /** What opens its lanes itself; their number must be as it has them. */
    public Read from(LaneOrigin newOrigin) {
      return new Read(newOrigin, lanes, settings, checkpointed, eventTime, limit, stop);
    }

    /** What was received of a bench whose challenger is gone; not without a spool. */
    public Read withAbandoned(Bench bench) {
      return new Read(
          new AbandonedBench(bench), lanes, settings, checkpointed, eventTime, limit, stop);
    }

    /** How many independent readers there are; 4 by default. */
    public Read withLanes(int newLanes) {
      return new Read(origin, newLanes, settings, checkpointed, eventTime, limit, stop);
    }

    /** How many requests a lane has in flight; 2 by default. */
    public Read withPrefetch(int prefetch) {
      return with(settings.withPrefetch(prefetch));
    }

    /**
     * How many messages a lane keeps after having handed them on, so that a bundle that failed can
     * be tried again in this process; 16 by default, which is what one call hands on at most.
     */
    public Read withReplay(int replay) {
      return with(settings.withReplay(replay));
    }

    /** What a message may ask for; {@link MessageLimits#DEFAULT} unless set. */
    public Read withLimits(MessageLimits limits) {
      return with(settings.withLimits(limits));
    }

    /**
     * How long one request may take, its answer's body included; two minutes by default. A request
     * given up too soon may lose the batch that it is answered with.
     */
    public Read withTimeout(Duration timeout) {
      return with(settings.withAsking(settings.asking().withTimeout(timeout)));
    }

    /**
     * For how long the word that there are no more batches must hold before it is believed; a
     * second by default.
     */
    public Read withEndConfirm(Duration endConfirm) {
      return with(settings.withAsking(settings.asking().withEndConfirm(endConfirm)));
    }

    /**
     * How long the challenger may give no usable answer before a lane ends with what it has; five
     * minutes by default.
     */
    public Read withPatience(Duration patience) {
      return with(settings.withAsking(settings.asking().withPatience(patience)));
    }

    /** How a failed request is repeated. */
    public Read withRetries(Retries retries) {
      return with(settings.withRetries(retries));
    }

    /**
     * Writes every message to a spool before it is handed on, so that a lane that is read on in
     * another process hands on the same messages at the same positions. Files are not deleted by
     * anybody but the one who watches the results.
     *
     * @param directory a directory that all workers can write to, named as Beam's file systems name
     *     them; null for none, which is the default
     */
    public Read withSpool(@Nullable String directory) {
      return with(settings.withSpool(directory));
    }

    /**
     * Hands batches on as claims on their files in the spool, which {@link SpooledImages} redeems;
     * not without a spool. Files must stay until the tile and the two above it have their results.
     */
    public Read withClaims(boolean claims) {
      return with(settings.withClaims(claims));
    }

    /**
     * Reads a spool that was kept instead of a bench; lane k of n takes every n-th of its messages,
     * in the order in which they were handed out. All workers must be able to read it.
     */
    public Read fromSpool(String directory) {
      return new Read(
          new KeptSpool(directory), lanes, settings, checkpointed, eventTime, limit, stop);
    }

    /**
     * Notes in the spool what an engine's checkpoints cover, so that no file is deleted that a
     * restart would need. Only for engines that finalize a bundle when its checkpoint is complete.
     */
    public Read withCheckpoints(boolean newCheckpointed) {
      return new Read(origin, lanes, settings, newCheckpointed, eventTime, limit, stop);
    }

    /** The event time of what is handed on; the order of handing out by default. */
    public Read withEventTime(EventTime newEventTime) {
      return new Read(origin, lanes, settings, checkpointed, newEventTime, limit, stop);
    }

    /**
     * How many messages may be on their way from the source to their outcome, for engines that let
     * a source run ahead of the work; not bounded by default. Lanes share them equally and may
     * exceed their share by about their requests in flight, see {@link BoundedLane}.
     *
     * @param most at least 1
     * @param mostBytes how many bytes their images may take unpacked, at least 1; every lane may
     *     have one message on its way however large
     * @param outcomes tell lanes which messages have reached their end
     */
    public Read withMaxInFlight(int most, long mostBytes, Outcomes outcomes) {
      return new Read(
          origin,
          lanes,
          settings,
          checkpointed,
          eventTime,
          new InFlightLimit(most, mostBytes, outcomes),
          stop);
    }

    /** What tells lanes to end before the bench does; nothing by default. */
    public Read withStop(StopSign newStop) {
      return new Read(origin, lanes, settings, checkpointed, eventTime, limit, newStop);
    }

    private Read with(FetchSettings newSettings) {
      return new Read(origin, lanes, newSettings, checkpointed, eventTime, limit, stop);
    }

    @Override
    public PCollection<Received> expand(PBegin input) {
      requireNonNull(origin, "withBench(), fromSpool() or from() is required");
      return input
          .apply("Bench", Create.of(origin).withCoder(OriginCoder.of()))
          .apply(
              "ReadLanes",
              ParDo.of(
                  checkpointed
                      ? new ReadLanes.Checkpointed(lanes, settings, eventTime, limit, stop)
                      : new ReadLanes.Once(lanes, settings, eventTime, limit, stop)));
    }
  }

  /**
   * Posts each result and hands it on once the challenger has stored it. Posting a result again
   * changes nothing, so a bundle may be retried. A refused or unanswered post, after its retries,
   * fails the bundle.
   */
  public static final class WriteResults
      extends PTransform<PCollection<TileResult>, PCollection<TileResult>> {

    private final @Nullable Bench bench;
    private final int inFlight;
    private final Asking asking;

    private WriteResults(@Nullable Bench bench, int inFlight, Asking asking) {
      FetchSettings.requirePositive("inFlight", inFlight);
      this.bench = bench;
      this.inFlight = inFlight;
      this.asking = asking;
    }

    /** The bench that the batches came from. */
    public WriteResults withBench(Bench newBench) {
      return new WriteResults(newBench, inFlight, asking);
    }

    /** How many posts a worker thread has in flight; 8 by default. */
    public WriteResults withInFlight(int newInFlight) {
      return new WriteResults(bench, newInFlight, asking);
    }

    /** How a failed post is repeated. */
    public WriteResults withRetries(Retries retries) {
      return new WriteResults(bench, inFlight, asking.withRetries(retries));
    }

    /** How long one post may take; a minute by default. */
    public WriteResults withTimeout(Duration timeout) {
      return new WriteResults(bench, inFlight, asking.withTimeout(timeout));
    }

    /** How long the challenger may give no usable answer; five minutes by default. */
    public WriteResults withPatience(Duration patience) {
      return new WriteResults(bench, inFlight, asking.withPatience(patience));
    }

    @Override
    public PCollection<TileResult> expand(PCollection<TileResult> results) {
      requireNonNull(bench, "withBench() is required");
      return results.apply("PostResults", ParDo.of(new PostResults(bench, inFlight, asking)));
    }
  }
}
