package org.meltwatch.results;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.RunEvent;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;

/**
 * Under which batch id a tile's rows go into the result files, if they do.
 *
 * <p>Query 1 is answered before anybody knows that a tile will be dropped, so its rows hold dropped
 * tiles too. And which one of two tiles with the same key and layer is dropped depends on the order
 * in which an engine delivered them: the files always carry the smaller batch id of the two.
 */
final class FinalIds {

  private record Layer(TileKey key, int layer) {

    static Layer of(TileHeader header) {
      return new Layer(header.key(), header.layer());
    }
  }

  private final Set<Long> dropped = new HashSet<>();
  private final Set<Long> late = new HashSet<>();
  private final Map<Layer, Long> smallest = new HashMap<>();
  private final Map<Layer, Long> kept = new HashMap<>();

  void add(RunEvent event) {
    if (event instanceof RunEvent.Duplicate duplicate) {
      dropped.add(duplicate.header().seqId());
      smallest.merge(Layer.of(duplicate.header()), duplicate.header().seqId(), Math::min);
    } else if (event instanceof RunEvent.Late tile) {
      late.add(tile.header().seqId());
    } else if (event instanceof RunEvent.Refused letter && letter.seqId() != null) {
      dropped.add(letter.seqId());
    }
  }

  /** Adds a tile that has its Query 3 result, after all events. */
  void addResult(TileHeader header) {
    Layer layer = Layer.of(header);
    smallest.merge(layer, header.seqId(), Math::min);
    kept.merge(layer, header.seqId(), this::preferred);
  }

  /** The id under which a tile's row is written, or null if it is not. */
  @Nullable Long of(TileHeader header) {
    Layer layer = Layer.of(header);
    Long winner = kept.get(layer);
    if (winner != null) {
      return winner == header.seqId() ? smallest.get(layer) : null;
    }
    return dropped.contains(header.seqId()) ? null : (Long) header.seqId();
  }

  /** Two results for one layer: a late tile, whose results are empty, gives way. */
  private long preferred(long one, long other) {
    if (late.contains(one) != late.contains(other)) {
      return late.contains(one) ? other : one;
    }
    return Math.min(one, other);
  }
}
