package org.meltwatch.chaos.account;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.model.Plate;

/**
 * What the challenger knows of a run.
 *
 * @param tiles what it handed out, each once, whether or not it arrived
 * @param injected how often it misbehaved, by kind of fault; tiles that were spoilt among it
 * @param cut batch ids of messages that it sent half of and called whole
 * @param answered batch ids that it has a result for
 * @param repeats whether it gives a position that asks again the same batch
 * @param plate how the plate is cut if the run was told so, and tracks defects; else null
 */
public record HandOut(
    List<EncodedTile> tiles,
    Map<String, Integer> injected,
    Set<Long> cut,
    Set<Long> answered,
    boolean repeats,
    @Nullable Plate plate) {

  public HandOut {
    tiles = List.copyOf(tiles);
    injected = Map.copyOf(injected);
    cut = Set.copyOf(cut);
    answered = Set.copyOf(answered);
  }

  /** The tiles by batch id. */
  Map<Long, EncodedTile> byId() {
    return tiles.stream().collect(Collectors.toMap(EncodedTile::batchId, Function.identity()));
  }
}
