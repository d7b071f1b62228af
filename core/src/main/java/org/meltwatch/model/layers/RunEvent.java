package org.meltwatch.model.layers;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Shortfall;

/** Something about a run that is no result but belongs in its record. */
public sealed interface RunEvent {

  /**
   * A tile was dropped because another one with its key and layer had come before.
   *
   * @param header the dropped tile
   */
  record Duplicate(TileHeader header) implements RunEvent {

    public Duplicate {
      requireNonNull(header, "header");
    }
  }

  /**
   * A tile came after its layer had been given up: its results are empty.
   *
   * @param header the late tile
   */
  record Late(TileHeader header) implements RunEvent {

    public Late {
      requireNonNull(header, "header");
    }
  }

  /**
   * A tile was handed on for the windows of the two layers above it alone: an earlier run has
   * answered it.
   *
   * @param header the tile
   */
  record AnsweredBefore(TileHeader header) implements RunEvent {

    public AnsweredBefore {
      requireNonNull(header, "header");
    }
  }

  /**
   * Layers were given up.
   *
   * @param key the key whose layers they are
   * @param from the first of them
   * @param to the layer after the last of them
   * @param cause on what evidence, or for want of what
   */
  record Skipped(TileKey key, int from, int to, Gap.Cause cause) implements RunEvent {

    public Skipped {
      requireNonNull(key, "key");
      requireNonNull(cause, "cause");
      if (from >= to) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "from (%d) must be less than to (%d)", from, to));
      }
    }

    /** Layers that were given up on evidence that they will not come. */
    public Skipped(TileKey key, int from, int to) {
      this(key, from, to, Gap.Cause.PROVEN);
    }
  }

  /**
   * A message could not be used and became a dead letter.
   *
   * @param origin which message it was, see {@link DeadLetter}
   * @param seqId its {@code batch_id}, or null if that could not be read
   * @param key its tile key, or null if that could not be read
   * @param layer its layer, or null if that could not be read
   * @param reason the value, the rule and the place, in one line
   * @param file the name of the file that holds it; empty if it was not kept
   */
  record Refused(
      String origin,
      @Nullable Long seqId,
      @Nullable TileKey key,
      @Nullable Integer layer,
      String reason,
      String file)
      implements RunEvent {

    public Refused {
      requireNonNull(origin, "origin");
      requireNonNull(reason, "reason");
      requireNonNull(file, "file");
    }

    /** What is recorded of a letter once it lies in {@code file}. */
    public static Refused of(DeadLetter letter, String file) {
      return new Refused(
          letter.origin(), letter.seqId(), letter.key(), letter.layer(), letter.reason(), file);
    }
  }

  /**
   * A lane has handed on everything that it will ever hand on.
   *
   * @param lane the lane's number, from 0
   * @param lanes how many lanes read the bench
   * @param messages how many messages it handed on, its end not counted
   * @param shortfall what it did not hear
   */
  record LaneEnded(int lane, int lanes, long messages, Shortfall shortfall) implements RunEvent {

    public LaneEnded {
      if (lane < 0 || lane >= lanes) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "lane (%d) must be in [0, %d)", lane, lanes));
      }
      if (messages < 0) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "messages (%d) must not be negative", messages));
      }
      requireNonNull(shortfall, "shortfall");
    }

    /** The end of a lane that has lost nothing. */
    public LaneEnded(int lane, int lanes, long messages) {
      this(lane, lanes, messages, Shortfall.NONE);
    }

    /** What is recorded of a lane's last word. */
    public static LaneEnded of(LaneEnd end) {
      Receipt receipt = end.receipt();
      return new LaneEnded(receipt.lane(), receipt.lanes(), receipt.position(), end.shortfall());
    }
  }

  /**
   * All layers of a print's plate are closed.
   *
   * @param printId the print
   * @param layers how many there were
   * @param offPlate how many batches lie on no tile of the plate, or have another size
   */
  record Tracked(String printId, int layers, long offPlate) implements RunEvent {

    public Tracked {
      requireNonNull(printId, "printId");
    }
  }
}
