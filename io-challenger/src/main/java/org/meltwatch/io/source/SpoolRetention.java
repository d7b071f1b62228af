package org.meltwatch.io.source;

import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.spool.LaneSpool;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.spool.SpoolHeader;
import org.meltwatch.io.spool.SpoolStore;
import org.meltwatch.io.spool.TornFileException;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.source.Needed;
import org.meltwatch.source.Settlement;
import org.meltwatch.transforms.images.Images;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from a run's spool what nobody needs any more: messages whose results are out and that no
 * restart asks for again. To be run after each look at what is settled. Not thread-safe.
 *
 * <pre>
 * A message goes when its outcome is out: a Query 3 row, a duplicate or a dead letter; and when the
 * next two layers of its tile key have theirs, for their windows hold it. Where an engine goes back to
 * checkpoints, the lane must also have noted that a completed one covers the message. Where images are
 * claimed from the spool, all of these windows may be computed again after a restart, so that a
 * checkpoint must have been completed that was taken after all these outcomes. One is known to be if it
 * covers more than the lane had received when they were seen: no clocks are compared.
 * In the end, what has no outcome stays, and below it the two layers that its window holds, apart.
 * The words that a lane has ended stay, for positions are counted by them.
 * </pre>
 */
public final class SpoolRetention {

  private static final Logger LOG = LoggerFactory.getLogger(SpoolRetention.class);

  /**
   * What holds files back, and where they go.
   *
   * @param keep whether messages are kept instead of deleted
   * @param checkpointed whether the engine goes back to checkpoints
   * @param claims whether images are claimed from the spool
   */
  public record Rules(boolean keep, boolean checkpointed, boolean claims) {}

  private final Settlement settlement;
  private final Rules rules;
  private final String onDisk;
  private final List<LaneFiles> lanes = new ArrayList<>();
  private boolean restarted;

  /** Retention of a run's spool. */
  static SpoolRetention of(String spool, int lanes, Rules rules, Settlement settlement) {
    return new SpoolRetention(spool, lanes, rules, settlement);
  }

  private SpoolRetention(String spool, int count, Rules rules, Settlement settlement) {
    this.rules = rules;
    this.settlement = settlement;
    this.onDisk = SpoolDirectory.onDisk(spool);
    boolean inMemory = SpoolDirectory.isInMemory(spool);
    for (int lane = 0; lane < count; lane++) {
      lanes.add(
          new LaneFiles(
              SpoolDirectory.lane(spool, lane, count),
              SpoolDirectory.kept(spool, lane, count),
              SpoolDirectory.below(onDisk, lane, count),
              inMemory ? SpoolDirectory.lane(onDisk, lane, count) : null));
    }
  }

  /** One lane's files, and what is known of them. */
  private final class LaneFiles {
    private final SpoolStore store;
    private final SpoolStore kept;
    private final SpoolStore below;
    private final @Nullable SpoolStore unanswered;
    private final Map<String, SpoolHeader> headers = new HashMap<>();
    private final Map<String, Long> settledAt = new HashMap<>();
    private final TreeSet<Long> ends = new TreeSet<>();
    private final Set<String> stuck = new HashSet<>();
    private @Nullable Ranges done;

    /**
     * A lane's files.
     *
     * @param kept where they go that are needed no more, if they are kept
     * @param below where they go in the end that have an outcome and are in a window that has none
     * @param unanswered where they go in the end that have no outcome; null if they stay
     */
    LaneFiles(
        SpoolStore store, SpoolStore kept, SpoolStore below, @Nullable SpoolStore unanswered) {
      this.store = store;
      this.kept = kept;
      this.below = below;
      this.unanswered = unanswered;
    }

    /** Looks at what is there. */
    List<String> list() throws IOException {
      TreeSet<String> files = new TreeSet<>(store.list().keySet());
      restarted |= LaneSpool.timesOpened(files) > 1;
      headers.keySet().retainAll(files);
      settledAt.keySet().retainAll(files);
      List<String> messages = new ArrayList<>();
      for (String file : files) {
        if (LaneSpool.numberOf(file) >= 0 && read(file)) {
          messages.add(file);
        }
      }
      return messages;
    }

    /** Reads a file's header; false if there is none to be read. */
    private boolean read(String file) throws IOException {
      if (headers.containsKey(file)) {
        return true;
      }
      try {
        SpoolHeader header = SpoolDirectory.header(store, file);
        headers.put(file, header);
        if (header.kind() == SpoolHeader.Kind.END) {
          ends.add(LaneSpool.numberOf(file));
        }
        return true;
      } catch (FileNotFoundException | TornFileException e) {
        LOG.debug("{} is left to the lane that reads it", store.address(file), e);
        return false;
      }
    }

    void step() throws IOException {
      List<String> messages = list();
      if (messages.isEmpty()) {
        return;
      }
      long received = LaneSpool.numberOf(messages.get(messages.size() - 1)) + 1;
      long covered = rules.checkpointed() ? LaneSpool.covered(store) : Long.MAX_VALUE;
      List<String> removable = new ArrayList<>();
      for (String file : messages) {
        SpoolHeader header = headers.get(file);
        if (isSettled(file, header) && covered >= needed(file, received)) {
          removable.add(file);
        }
      }
      if (!removable.isEmpty() && noteDone(removable)) {
        removable.forEach(this::remove);
      }
    }

    /** For whoever opens the lane again; false if that could not be written, so that files stay. */
    private boolean noteDone(List<String> files) {
      if (unanswered != null) {
        // What lies in memory is gone with this process.
        return true;
      }
      try {
        if (done == null) {
          done = LaneSpool.done(store);
        }
        for (String file : files) {
          done.add(LaneSpool.numberOf(file));
        }
        LaneSpool.noteDone(store, done);
        return true;
      } catch (IOException e) {
        LOG.warn("cannot note in {} what is done: {}", store, e.toString());
        return false;
      }
    }

    /** Notes what an earlier run has brought to its end and this one does not need. */
    void reopen(Needed wanted) throws IOException {
      Ranges known = LaneSpool.done(store);
      for (String file : list()) {
        SpoolHeader header = headers.get(file);
        if (header.kind() != SpoolHeader.Kind.END
            && !wanted.isNeeded(
                header.seqId(),
                header.receivedMicros(),
                origin(file, header),
                header.key(),
                header.layer())) {
          known.add(LaneSpool.numberOf(file));
        }
      }
      LaneSpool.noteDone(store, known);
      done = known;
    }

    private long needed(String file, long received) {
      return rules.claims()
          ? settledAt.computeIfAbsent(file, absent -> received + 1)
          : LaneSpool.numberOf(file) + 1;
    }

    private boolean isSettled(String file, SpoolHeader header) {
      return header.kind() != SpoolHeader.Kind.END
          && hasOutcome(file, header)
          && haveOutcomes(header);
    }

    boolean hasOutcome(String file, SpoolHeader header) {
      return settlement.isSettled(header.seqId(), header.receivedMicros(), origin(file, header));
    }

    private String origin(String file, SpoolHeader header) {
      long number = LaneSpool.numberOf(file);
      long position = number - ends.headSet(number).size();
      return DeadLetter.origin(header.lane(), position);
    }

    /** Adds the tiles without an outcome. */
    void addUnanswered(Map<TileKey, Ranges> layers) throws IOException {
      for (String file : list()) {
        SpoolHeader header = headers.get(file);
        if (header.isAccepted() && !hasOutcome(file, header)) {
          layers
              .computeIfAbsent(requireNonNull(header.key()), absent -> new Ranges())
              .add(requireNonNull(header.layer()));
        }
      }
    }

    /** True if a tile's image is in a window that has no outcome. */
    private boolean isBelow(String file, SpoolHeader header, Map<TileKey, Ranges> unanswered) {
      TileKey key = header.key();
      Integer layer = header.layer();
      Ranges layers = key == null ? null : unanswered.get(key);
      return layers != null
          && layer != null
          && !settlement.isRefused(origin(file, header))
          && (layers.contains(layer + 1L) || layers.contains(layer + 2L));
    }

    /** True if the windows that the tile is in have been worked on. */
    private boolean haveOutcomes(SpoolHeader header) {
      var key = header.key();
      Integer layer = header.layer();
      return key == null
          || layer == null
          || (settlement.isSettled(key, layer + 1) && settlement.isSettled(key, layer + 2));
    }

    /** What cannot be removed is tried again with the next step, and named once. */
    private void remove(String file) {
      try {
        if (rules.claims()) {
          Images.forget(store.address(file));
        }
        if (rules.keep()) {
          store.moveTo(kept, file);
        } else {
          store.delete(file);
        }
      } catch (IOException e) {
        if (stuck.add(file)) {
          LOG.warn("cannot remove {} from the spool: {}", store.address(file), e.toString());
        }
      }
    }

    /** Leaves nothing but what has no outcome, what lies below that, and what was torn. */
    long finish(Map<TileKey, Ranges> unansweredLayers) throws IOException {
      List<String> messages = list();
      long left = 0;
      for (String file : messages) {
        SpoolHeader header = headers.get(file);
        if (header.kind() == SpoolHeader.Kind.END) {
          store.delete(file);
        } else if (hasOutcome(file, header)) {
          if (!rules.keep() && isBelow(file, header, unansweredLayers)) {
            store.moveTo(below, file);
          } else {
            remove(file);
          }
        } else {
          left++;
          if (unanswered != null) {
            store.moveTo(unanswered, file);
          }
        }
      }
      for (String file : store.list().keySet()) {
        if (LaneSpool.numberOf(file) < 0 && !LaneSpool.isTorn(file)) {
          store.delete(file);
        }
      }
      return left;
    }
  }

  /**
   * Prepares the spool of a run that died to be read on.
   *
   * @throws IOException if that cannot be noted in it
   */
  void reopen(Needed needed) throws IOException {
    for (LaneFiles lane : lanes) {
      lane.reopen(needed);
    }
  }

  /**
   * Removes what may go now.
   *
   * @throws IOException if the spool cannot be listed; a file that cannot be removed is tried again
   */
  void step() throws IOException {
    for (LaneFiles lane : lanes) {
      lane.step();
    }
  }

  /**
   * Removes all that has an outcome, once the run is over; what has none stays for whoever looks
   * into it, in files even if the spool lies in memory, with what its windows hold.
   */
  void finish() throws IOException {
    Map<TileKey, Ranges> unanswered = new HashMap<>();
    for (LaneFiles lane : lanes) {
      lane.addUnanswered(unanswered);
    }
    long left = 0;
    for (LaneFiles lane : lanes) {
      left += lane.finish(unanswered);
    }
    if (left > 0) {
      LOG.warn("{} messages without a result stay in the spool, {}", left, onDisk);
    }
  }

  /** True if a lane was opened more than once, so far as was seen. */
  boolean restarted() {
    return restarted;
  }
}
