package org.meltwatch.dashboard.runs;

import java.util.Arrays;
import java.util.List;

/** What was said of one tile of the plate, layer by layer: a few numbers for each. */
public final class TileColumn {

  /** What became of a tile of a layer. */
  public enum State {
    /** Nobody has heard of it. */
    UNKNOWN,
    /** It came in, and has no result yet. */
    WAITING,
    /** It has its result. */
    ANSWERED,
    /** It came in and could not be used. */
    REFUSED,
    /** Its layer was given up. */
    MISSING
  }

  private static final List<State> STATES = List.of(State.values());
  private static final int NOTHING = -1;

  private byte[] states = new byte[0];
  private long[] seqIds = new long[0];
  private int[] saturated = new int[0];
  private int[] top = new int[0];
  private int[] clusters = new int[0];

  /** Layers that there is room for. */
  int capacity() {
    return states.length;
  }

  /** Makes room for a layer. */
  void reach(int layer) {
    if (layer < states.length) {
      return;
    }
    int before = states.length;
    int length = Math.max(layer + 1, Math.max(64, before + before / 2));
    states = Arrays.copyOf(states, length);
    seqIds = Arrays.copyOf(seqIds, length);
    saturated = Arrays.copyOf(saturated, length);
    top = Arrays.copyOf(top, length);
    clusters = Arrays.copyOf(clusters, length);
    Arrays.fill(seqIds, before, length, NOTHING);
    Arrays.fill(saturated, before, length, NOTHING);
    Arrays.fill(top, before, length, NOTHING);
    Arrays.fill(clusters, before, length, NOTHING);
  }

  /** What became of the tile in a layer. */
  public State state(int layer) {
    return layer < states.length ? STATES.get(states[layer]) : State.UNKNOWN;
  }

  /** Its batch id in a layer; -1 if that is not known. */
  public long seqId(int layer) {
    return layer < states.length ? seqIds[layer] : NOTHING;
  }

  /** How many of its points are saturated in a layer; -1 if that is not known. */
  public int saturated(int layer) {
    return layer < states.length ? saturated[layer] : NOTHING;
  }

  /** Where its strongest outliers of a layer begin; -1 if there is no answer. */
  int top(int layer) {
    return layer < states.length ? top[layer] : NOTHING;
  }

  /** Where its clusters of a layer begin; -1 if there is no answer. */
  int clusters(int layer) {
    return layer < states.length ? clusters[layer] : NOTHING;
  }

  void setState(int layer, State state) {
    states[layer] = (byte) STATES.indexOf(state);
  }

  void setRead(int layer, long seqId, int points) {
    seqIds[layer] = seqId;
    saturated[layer] = points;
  }

  void setTop(int layer, int at) {
    top[layer] = at;
  }

  void setClusters(int layer, int at) {
    clusters[layer] = at;
  }
}
