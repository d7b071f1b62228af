package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.RunEvent;

/** One row of a part file: a tile's answer to a query, or an event. */
public sealed interface PartRow {

  /** A tile's answer to one of the queries. */
  sealed interface Answer extends PartRow {

    /** Which tile was answered. */
    TileHeader header();

    /** When the answer was ready, microseconds since the epoch. */
    long doneMicros();

    /** True if the other one answers the same query for the same tile in the same way. */
    boolean saysTheSameAs(Answer other);
  }

  /**
   * A tile's answer to Query 1.
   *
   * @param header which tile this is
   * @param saturated how many of its points are saturated
   * @param doneMicros when the answer was ready, microseconds since the epoch
   */
  record Q1(TileHeader header, int saturated, long doneMicros) implements Answer {

    public Q1 {
      requireNonNull(header, "header");
    }

    @Override
    public boolean saysTheSameAs(Answer other) {
      return other instanceof Q1 that && sameTile(this, that) && saturated == that.saturated;
    }
  }

  /**
   * A tile's answer to Query 2.
   *
   * @param ranking the answer
   * @param doneMicros when the answer was ready, microseconds since the epoch
   */
  record Q2(Ranking ranking, long doneMicros) implements Answer {

    public Q2 {
      requireNonNull(ranking, "ranking");
    }

    @Override
    public TileHeader header() {
      return ranking.header();
    }

    @Override
    public boolean saysTheSameAs(Answer other) {
      return other instanceof Q2 that
          && sameTile(this, that)
          && ranking.top().equals(that.ranking.top());
    }
  }

  /**
   * A tile's answer to Query 3.
   *
   * @param result the answer
   * @param doneMicros when the answer was ready, microseconds since the epoch
   */
  record Q3(TileResult result, long doneMicros) implements Answer {

    public Q3 {
      requireNonNull(result, "result");
    }

    @Override
    public TileHeader header() {
      return result.header();
    }

    @Override
    public boolean saysTheSameAs(Answer other) {
      return other instanceof Q3 that
          && sameTile(this, that)
          && result.saturated() == that.result.saturated()
          && result.clusters().equals(that.result.clusters());
    }
  }

  /**
   * Something that happened.
   *
   * @param event what it was
   */
  record Event(RunEvent event) implements PartRow {

    public Event {
      requireNonNull(event, "event");
    }
  }

  private static boolean sameTile(Answer one, Answer other) {
    return one.header().seqId() == other.header().seqId()
        && one.header().key().equals(other.header().key())
        && one.header().layer() == other.header().layer();
  }
}
