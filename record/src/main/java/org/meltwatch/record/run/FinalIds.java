package org.meltwatch.record.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.layers.RunEvent;

/**
 * Under which batch id a tile's rows go into the result files, if they do.
 *
 * <p>Query 1 is answered before anybody knows that a tile will be dropped, so its rows hold dropped
 * tiles too. And which one of two tiles with the same key and layer is dropped depends on the order
 * in which an engine delivered them: the files always carry the smaller batch id of the two. An
 * engine that computes steps anew may even drop the one in one step's rows and the other in
 * another's.
 */
final class FinalIds {

  private final Set<Long> dropped = new HashSet<>();
  private final Set<Long> late = new HashSet<>();
  private final Map<TileLayer, Long> smallest = new HashMap<>();
  private final Map<TileLayer, Long> kept = new HashMap<>();

  void add(RunEvent event) {
    if (event instanceof RunEvent.Duplicate duplicate) {
      dropped.add(duplicate.header().seqId());
      smallest.merge(TileLayer.of(duplicate.header()), duplicate.header().seqId(), Math::min);
    } else if (event instanceof RunEvent.AnsweredBefore tile) {
      dropped.add(tile.header().seqId());
    } else if (event instanceof RunEvent.Late tile) {
      late.add(tile.header().seqId());
    } else if (event instanceof RunEvent.Refused letter && letter.seqId() != null) {
      dropped.add(letter.seqId());
    }
  }

  /** Adds a tile that has its Query 3 result, after all events. */
  void addResult(TileHeader header) {
    TileLayer layer = TileLayer.of(header);
    smallest.merge(layer, header.seqId(), Math::min);
    kept.merge(layer, header.seqId(), this::preferred);
  }

  /** Adds a tile that came in, after all events and results: it may have been dropped unsaid. */
  void addTile(TileHeader header) {
    TileLayer layer = TileLayer.of(header);
    if (kept.containsKey(layer) && !dropped.contains(header.seqId())) {
      smallest.merge(layer, header.seqId(), Math::min);
    }
  }

  /** The id under which a tile's row is written, or null if it is not. */
  @Nullable Long of(TileHeader header) {
    TileLayer layer = TileLayer.of(header);
    Long winner = kept.get(layer);
    if (winner != null) {
      return winner == header.seqId() ? smallest.get(layer) : null;
    }
    return dropped.contains(header.seqId()) ? null : (Long) header.seqId();
  }

  /** The id under which a tile's row stands for its twin's, where that has none; or null. */
  @Nullable Long inPlaceOf(TileHeader header) {
    TileLayer layer = TileLayer.of(header);
    Long winner = kept.get(layer);
    return winner != null && late.contains(winner) == late.contains(header.seqId())
        ? smallest.get(layer)
        : null;
  }

  /** Two results for one layer: a late tile, whose results are empty, gives way. */
  private long preferred(long one, long other) {
    if (late.contains(one) != late.contains(other)) {
      return late.contains(one) ? other : one;
    }
    return Math.min(one, other);
  }
}
