package org.meltwatch.record.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.KeyStart;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.rows.TileRow;

/**
 * Where a run that died is gone on with, by the rows that it has left: what was answered stays
 * answered, and of it only the two layers below each key's next one are needed again.
 */
public final class ResumePoint {

  /** A layer's window holds the two layers below it. */
  private static final int WINDOW = 2;

  private record Message(long seqId, long receivedMicros) {

    static Message of(TileHeader header) {
      return new Message(header.seqId(), header.receivedMicros());
    }
  }

  /** What is known of a tile key. */
  private static final class Key {
    private final Ranges settled = new Ranges();
    private final Ranges answered = new Ranges();
    private final Ranges givenUp = new Ranges();
    private final Ranges late = new Ranges();
  }

  private final Answers answers;
  private final int firstLayer;
  private final Map<TileAnswer<?>, Ranges> answered = new HashMap<>();
  private final Map<Message, TileHeader> results = new HashMap<>();
  private final Set<Message> duplicates = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<Long> lateIds = new HashSet<>();
  private final Map<TileKey, Key> keys = new HashMap<>();

  private ResumePoint(Answers answers, int firstLayer) {
    this.answers = answers;
    this.firstLayer = firstLayer;
    answers.ofTiles().forEach(answer -> answered.put(answer, new Ranges()));
  }

  /**
   * Reads what a run has left.
   *
   * @param dir its results directory
   * @param answers what it answers
   * @param firstLayer the first layer of every tile key
   * @throws IOException if a file cannot be read, or holds a line that is no row; names the file
   */
  public static ResumePoint read(Path dir, Answers answers, int firstLayer) throws IOException {
    ResumePoint point = new ResumePoint(answers, firstLayer);
    new PartFiles<Row>(dir, answers.rowTypes()).poll(point::add);
    point.settle();
    return point;
  }

  private void add(Row row) {
    if (row instanceof TileRow tile) {
      answered.get(tile.type()).add(tile.seqId());
      if (tile.type() == answers.result()) {
        results.put(Message.of(tile.header()), tile.header());
      }
    } else if (row instanceof EventRow event) {
      add(event.event());
    }
  }

  private void add(RunEvent event) {
    if (event instanceof RunEvent.Duplicate duplicate) {
      duplicates.add(Message.of(duplicate.header()));
    } else if (event instanceof RunEvent.Late late) {
      lateIds.add(late.header().seqId());
      key(late.header().key()).late.add(late.header().layer());
    } else if (event instanceof RunEvent.Skipped layers) {
      giveUp(key(layers.key()), layers.from(), layers.to() - 1L);
    } else if (event instanceof RunEvent.Refused letter) {
      refused.add(letter.origin());
      if (letter.key() != null && letter.layer() != null) {
        giveUp(key(letter.key()), letter.layer(), letter.layer());
      }
    }
  }

  /** A tile whose rows were not all written is answered anew. */
  private void settle() {
    results.values().removeIf(header -> !isAnswered(header.seqId()));
    for (TileHeader header : results.values()) {
      Key key = key(header.key());
      key.settled.add(header.layer());
      if (!lateIds.contains(header.seqId())) {
        key.answered.add(header.layer());
      }
    }
  }

  private boolean isAnswered(long seqId) {
    return answers.ofTiles().stream().allMatch(one -> answered.get(one).contains(seqId));
  }

  private static void giveUp(Key key, long first, long last) {
    key.settled.add(first, last);
    key.givenUp.add(first, last);
  }

  private Key key(TileKey key) {
    return keys.computeIfAbsent(key, any -> new Key());
  }

  /** How many tiles have their result. */
  public int results() {
    return results.size();
  }

  /** Where each tile key goes on of which anything came. */
  public Map<TileKey, KeyStart> starts() {
    Map<TileKey, KeyStart> starts = new HashMap<>();
    keys.forEach((key, known) -> starts.put(key, start(known)));
    return starts;
  }

  private KeyStart start(Key key) {
    int next = next(key);
    Ranges above = key.answered.copy();
    above.removeBelow(next);
    return new KeyStart(
        Math.max(firstLayer, next - WINDOW),
        next,
        below(next, key.givenUp),
        below(next, key.late),
        above.list());
  }

  private int next(Key key) {
    return Math.toIntExact(key.settled.firstMissing(firstLayer));
  }

  /** What lies above is handed on again, and says the same again. */
  private static List<IdRange> below(int next, Ranges layers) {
    return layers.list().stream().filter(range -> range.first() < next).toList();
  }

  /**
   * True if a message is to be handed on again: it has no outcome, or the window of a layer that is
   * to be answered holds it.
   *
   * @param seqId its {@code batch_id}, or null if that could not be read
   * @param receivedMicros when it was received, in microseconds since the epoch
   * @param origin its lane and position, as dead letters name them
   * @param key its tile key, or null if that could not be read
   * @param layer its layer, or null if that could not be read
   */
  public boolean isNeeded(
      @Nullable Long seqId,
      long receivedMicros,
      String origin,
      @Nullable TileKey key,
      @Nullable Integer layer) {
    Key known = key == null ? null : keys.get(key);
    int next = known == null ? firstLayer : next(known);
    if (refused.contains(origin)) {
      return layer != null && layer >= next;
    }
    Message message = seqId == null ? null : new Message(seqId, receivedMicros);
    if (message == null || layer == null) {
      return true;
    }
    if (results.containsKey(message)) {
      return !lateIds.contains(seqId) && isInAWindow(key, layer);
    }
    return !duplicates.contains(message);
  }

  /** True if one of the next layers is to be answered, whether or not any above it is. */
  private boolean isInAWindow(@Nullable TileKey key, int layer) {
    Key known = key == null ? null : keys.get(key);
    return known != null && known.settled.firstMissing(layer + 1L) <= layer + WINDOW;
  }
}
