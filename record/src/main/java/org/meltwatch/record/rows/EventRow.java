package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.received.Shortfall;

/**
 * Something that happened, beside the answers. Its line says what it was, and leaves out values
 * that are not known.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EventRow.Duplicate.class, name = "duplicate"),
  @JsonSubTypes.Type(value = EventRow.Late.class, name = "late"),
  @JsonSubTypes.Type(value = EventRow.AnsweredBefore.class, name = "answered_before"),
  @JsonSubTypes.Type(value = EventRow.Skipped.class, name = "skipped"),
  @JsonSubTypes.Type(value = EventRow.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = EventRow.LaneEnd.class, name = "lane_end"),
  @JsonSubTypes.Type(value = EventRow.Tracked.class, name = "tracked")
})
public sealed interface EventRow extends Row {

  RowType<EventRow> TYPE = new RowType<>("events", EventRow.class);

  /** What it was. */
  RunEvent event();

  @Override
  default RowType<EventRow> type() {
    return TYPE;
  }

  /** The row that stands for an event. */
  static EventRow of(RunEvent event) {
    if (event instanceof RunEvent.Duplicate duplicate) {
      return Duplicate.of(duplicate.header());
    } else if (event instanceof RunEvent.Late late) {
      return Late.of(late.header());
    } else if (event instanceof RunEvent.AnsweredBefore answered) {
      return AnsweredBefore.of(answered.header());
    } else if (event instanceof RunEvent.Skipped skipped) {
      TileKey key = skipped.key();
      return new Skipped(
          key.printId(), key.tileId(), skipped.from(), skipped.to(), skipped.cause());
    } else if (event instanceof RunEvent.Refused refused) {
      return Refused.of(refused);
    } else if (event instanceof RunEvent.LaneEnded ended) {
      return LaneEnd.of(ended);
    }
    if (event instanceof RunEvent.Tracked tracked) {
      return new Tracked(tracked.printId(), tracked.layers(), tracked.offPlate());
    }
    throw new AssertionError("unknown event " + event);
  }

  /** Word of a dropped tile. */
  record Duplicate(long seqId, String printId, int tileId, int layer, long receivedUs)
      implements EventRow {

    public Duplicate {
      requireNonNull(printId, "print_id");
    }

    static Duplicate of(TileHeader header) {
      TileKey key = header.key();
      return new Duplicate(
          header.seqId(), key.printId(), key.tileId(), header.layer(), header.receivedMicros());
    }

    @Override
    public RunEvent event() {
      return new RunEvent.Duplicate(
          new TileHeader(seqId, new TileKey(printId, tileId), layer, receivedUs));
    }
  }

  /** Word of a late tile. */
  record Late(long seqId, String printId, int tileId, int layer, long receivedUs)
      implements EventRow {

    public Late {
      requireNonNull(printId, "print_id");
    }

    static Late of(TileHeader header) {
      TileKey key = header.key();
      return new Late(
          header.seqId(), key.printId(), key.tileId(), header.layer(), header.receivedMicros());
    }

    @Override
    public RunEvent event() {
      return new RunEvent.Late(
          new TileHeader(seqId, new TileKey(printId, tileId), layer, receivedUs));
    }
  }

  /** Word of a tile that an earlier run has answered. */
  record AnsweredBefore(long seqId, String printId, int tileId, int layer, long receivedUs)
      implements EventRow {

    public AnsweredBefore {
      requireNonNull(printId, "print_id");
    }

    static AnsweredBefore of(TileHeader header) {
      TileKey key = header.key();
      return new AnsweredBefore(
          header.seqId(), key.printId(), key.tileId(), header.layer(), header.receivedMicros());
    }

    @Override
    public RunEvent event() {
      return new RunEvent.AnsweredBefore(
          new TileHeader(seqId, new TileKey(printId, tileId), layer, receivedUs));
    }
  }

  /**
   * Word of layers given up; {@code to} is the layer after the last of them, {@code cause} why they
   * were.
   */
  record Skipped(String printId, int tileId, int from, int to, Gap.Cause cause)
      implements EventRow {

    public Skipped {
      requireNonNull(printId, "print_id");
      requireNonNull(cause, "cause");
    }

    @Override
    public RunEvent event() {
      return new RunEvent.Skipped(new TileKey(printId, tileId), from, to, cause);
    }
  }

  /** Word of a dead letter. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Refused(
      String origin,
      @Nullable Long seqId,
      @Nullable String printId,
      @Nullable Integer tileId,
      @Nullable Integer layer,
      String reason,
      String file)
      implements EventRow {

    public Refused {
      requireNonNull(origin, "origin");
      requireNonNull(reason, "reason");
      requireNonNull(file, "file");
    }

    static Refused of(RunEvent.Refused refused) {
      TileKey key = refused.key();
      return new Refused(
          refused.origin(),
          refused.seqId(),
          key == null ? null : key.printId(),
          key == null ? null : key.tileId(),
          refused.layer(),
          refused.reason(),
          refused.file());
    }

    @Override
    public RunEvent event() {
      TileKey key = printId == null || tileId == null ? null : new TileKey(printId, tileId);
      return new RunEvent.Refused(origin, seqId, key, layer, reason, file);
    }
  }

  /** Word of a lane's end, and of what it did not hear, see {@link Shortfall}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LaneEnd(
      int lane,
      int lanes,
      long messages,
      long lostAnswers,
      long openAnswers,
      @Nullable String givenUp)
      implements EventRow {

    static LaneEnd of(RunEvent.LaneEnded ended) {
      Shortfall shortfall = ended.shortfall();
      return new LaneEnd(
          ended.lane(),
          ended.lanes(),
          ended.messages(),
          shortfall.lostAnswers(),
          shortfall.openAnswers(),
          shortfall.givenUp());
    }

    @Override
    public RunEvent event() {
      return new RunEvent.LaneEnded(
          lane, lanes, messages, new Shortfall(lostAnswers, openAnswers, givenUp));
    }
  }

  /** Word that all layers of a print are closed. */
  record Tracked(String printId, int layers, long offPlate) implements EventRow {

    public Tracked {
      requireNonNull(printId, "print_id");
    }

    @Override
    public RunEvent event() {
      return new RunEvent.Tracked(printId, layers, offPlate);
    }
  }
}
