package org.meltwatch.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A fixed part of a print's plate; its layers make one sequence.
 *
 * @param printId the print's name as the challenger gives it
 * @param tileId the tile's number on the plate, from 0
 */
public record TileKey(String printId, int tileId) implements Comparable<TileKey> {

  private static final Comparator<TileKey> ORDER =
      Comparator.comparing(TileKey::printId).thenComparingInt(TileKey::tileId);

  public TileKey {
    requireNonNull(printId, "printId");
  }

  /** Prints in the order of their names, tiles in the order of their numbers. */
  @Override
  public int compareTo(TileKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return printId + "/" + tileId;
  }
}
