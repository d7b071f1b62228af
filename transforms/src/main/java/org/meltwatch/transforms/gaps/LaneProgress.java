package org.meltwatch.transforms.gaps;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.meltwatch.model.received.Receipt;

/**
 * The positions of one lane that have been seen. Those that came early are kept as runs of
 * positions with the highest mark of each: a mark counts when every position up to it has been
 * seen, and those of a run come to count together. That mark is why they are no mere set of ranges.
 */
final class LaneProgress {

  private record Run(long to, long lowWater) {}

  private final TreeMap<Long, Run> early = new TreeMap<>();
  private long next;
  private long lowWater;

  LaneProgress copy() {
    LaneProgress copy = new LaneProgress();
    copy.early.putAll(early);
    copy.next = next;
    copy.lowWater = lowWater;
    return copy;
  }

  /** Takes note of a position; false if it had been seen before. */
  boolean note(Receipt receipt) {
    long position = receipt.position();
    Map.Entry<Long, Run> below = early.floorEntry(position);
    if (position < next || (below != null && position < below.getValue().to)) {
      return false;
    }
    long from = position;
    long to = position + 1;
    long mark = receipt.lowWater();
    if (below != null && below.getValue().to == position) {
      from = below.getKey();
      mark = Math.max(mark, below.getValue().lowWater);
    }
    Run above = early.remove(to);
    if (above != null) {
      to = above.to;
      mark = Math.max(mark, above.lowWater);
    }
    early.put(from, new Run(to, mark));
    if (from == next) {
      early.remove(from);
      next = to;
      lowWater = Math.max(lowWater, mark);
    }
    return true;
  }

  /** The smallest {@code seq_id} that the lane can still hand on. */
  long lowWater() {
    return lowWater;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(next);
    out.writeLong(lowWater);
    out.writeInt(early.size());
    for (Map.Entry<Long, Run> run : early.entrySet()) {
      out.writeLong(run.getKey());
      out.writeLong(run.getValue().to);
      out.writeLong(run.getValue().lowWater);
    }
  }

  static LaneProgress read(DataInputStream in) throws IOException {
    LaneProgress lane = new LaneProgress();
    lane.next = in.readLong();
    lane.lowWater = in.readLong();
    int early = in.readInt();
    for (int i = 0; i < early; i++) {
      lane.early.put(in.readLong(), new Run(in.readLong(), in.readLong()));
    }
    return lane;
  }
}
