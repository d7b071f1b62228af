package org.meltwatch.record.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.latency.Latencies;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.model.received.Shortfall;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.rows.TileRow;

/**
 * Counts rows so that replays change nothing.
 *
 * <p>A dropped tile is known by its batch id and its time of receipt. Where the tile that was kept
 * has both in common with it, the two are one message, replayed; where the times differ, the
 * challenger gave one batch id twice.
 *
 * <p>Of two tiles with one layer an engine drops the one that it delivers later. Where it computes
 * some steps anew and not others, the one that is named as dropped may be the one that has the
 * result: then the other one was dropped, too.
 */
final class RunTally {

  private record Message(long seqId, long receivedMicros) {

    static Message of(TileHeader header) {
      return new Message(header.seqId(), header.receivedMicros());
    }
  }

  private final Answers answers;
  private final Map<TileAnswer<?>, Ranges> answered = new HashMap<>();
  private final Map<TileAnswer<?>, Latencies> latencies = new HashMap<>();

  /** Tiles with a result that lack another answer, by batch id. */
  private final Map<Long, TileHeader> waiting = new HashMap<>();

  /** Batch ids of tiles with a result or with a reason to have none. */
  private final Ranges settled = new Ranges();

  private final Set<Message> results = new HashSet<>();
  private final Set<Message> duplicates = new HashSet<>();
  private final Set<Message> answeredBefore = new HashSet<>();

  /** Tiles that came in and have no outcome. */
  private final Map<TileLayer, Set<Message>> open = new HashMap<>();

  /** Layers with a tile that has the result and is named as dropped. */
  private final Set<TileLayer> swapped = new HashSet<>();

  /** Null if no defects are tracked. */
  private final @Nullable TrackingTally tracking;

  private final Ranges late = new Ranges();
  private final Map<TileKey, Ranges> skipped = new HashMap<>();
  private final Map<TileKey, Ranges> crowded = new HashMap<>();
  private final Map<TileKey, Ranges> settledLayers = new HashMap<>();
  private final Map<String, RunEvent.Refused> refused = new HashMap<>();
  private final Map<Integer, Long> messages = new HashMap<>();
  private final Map<Integer, Shortfall> shortfalls = new TreeMap<>();
  private int lanes;

  RunTally(Answers answers) {
    this.answers = answers;
    this.tracking = answers.areTracking() ? new TrackingTally() : null;
    for (TileAnswer<?> answer : answers.ofTiles()) {
      answered.put(answer, new Ranges());
      latencies.put(answer, new Latencies());
    }
  }

  /** Counts a row; of answers about neither a tile nor a layer there is nothing to count. */
  void add(Row row) {
    if (row instanceof TileRow answer) {
      answer(answer.type(), answer);
    } else if (row instanceof EventRow event) {
      event(event.event());
    } else if (row instanceof LayersAnswer.Layer layer && tracking != null) {
      tracking.add(layer);
    }
  }

  private void answer(TileAnswer<?> kind, TileRow row) {
    if (answered.get(kind).add(row.seqId())) {
      latencies.get(kind).record(row.receivedUs(), row.doneUs());
      if (kind == answers.arrival()) {
        addPrint(row.printId());
        open(row.header());
      }
      TileHeader result = kind == answers.result() ? row.header() : waiting.remove(row.seqId());
      if (result != null) {
        settleOrWait(result);
      }
    }
  }

  /** A message whose tile lacks any row is kept, for a run that is gone on with answers it anew. */
  private void settleOrWait(TileHeader header) {
    if (answers.ofTiles().stream().allMatch(one -> answered.get(one).contains(header.seqId()))) {
      settled.add(header.seqId());
      settle(header.key(), header.layer(), header.layer());
      results.add(Message.of(header));
      close(header);
    } else {
      waiting.put(header.seqId(), header);
    }
  }

  private void event(RunEvent event) {
    if (event instanceof RunEvent.Duplicate duplicate) {
      duplicates.add(Message.of(duplicate.header()));
      settled.add(duplicate.header().seqId());
      close(duplicate.header());
    } else if (event instanceof RunEvent.AnsweredBefore tile) {
      answeredBefore.add(Message.of(tile.header()));
      settled.add(tile.header().seqId());
      close(tile.header());
    } else if (event instanceof RunEvent.Late tile) {
      late.add(tile.header().seqId());
    } else if (event instanceof RunEvent.Skipped layers) {
      add(layers, skipped);
      if (layers.cause() == Gap.Cause.CROWDED) {
        add(layers, crowded);
      }
      settle(layers.key(), layers.from(), layers.to() - 1L);
    } else if (event instanceof RunEvent.Refused letter) {
      refused.put(letter.origin(), letter);
      if (letter.seqId() != null) {
        settled.add(letter.seqId());
      }
      if (letter.key() != null && letter.layer() != null) {
        settle(letter.key(), letter.layer(), letter.layer());
        addPrint(letter.key().printId());
      }
    } else if (event instanceof RunEvent.LaneEnded end) {
      messages.put(end.lane(), end.messages());
      shortfalls.put(end.lane(), end.shortfall());
      lanes = end.lanes();
    } else if (event instanceof RunEvent.Tracked print && tracking != null) {
      tracking.add(print);
    }
  }

  private void addPrint(String print) {
    if (tracking != null) {
      tracking.addPrint(print);
    }
  }

  private void open(TileHeader header) {
    if (!settled.contains(header.seqId())) {
      TileLayer layer = TileLayer.of(header);
      open.computeIfAbsent(layer, absent -> new HashSet<>()).add(Message.of(header));
      dropOpen(layer);
    }
  }

  private void close(TileHeader header) {
    Message message = Message.of(header);
    TileLayer layer = TileLayer.of(header);
    open.computeIfPresent(
        layer, (same, tiles) -> tiles.remove(message) && tiles.isEmpty() ? null : tiles);
    if (results.contains(message) && duplicates.contains(message)) {
      swapped.add(layer);
      dropOpen(layer);
    }
  }

  private void dropOpen(TileLayer layer) {
    Set<Message> tiles = swapped.contains(layer) ? open.remove(layer) : null;
    if (tiles != null) {
      tiles.stream().filter(tile -> settled.add(tile.seqId())).forEach(duplicates::add);
    }
  }

  private static void add(RunEvent.Skipped layers, Map<TileKey, Ranges> to) {
    to.computeIfAbsent(layers.key(), key -> new Ranges()).add(layers.from(), layers.to() - 1L);
  }

  private static long count(Map<TileKey, Ranges> layers) {
    return layers.values().stream().mapToLong(Ranges::size).sum();
  }

  private void settle(TileKey key, long first, long last) {
    settledLayers.computeIfAbsent(key, absent -> new Ranges()).add(first, last);
  }

  long tilesIn() {
    return arrived().size();
  }

  /**
   * True if a message has its result, or a reason to have none.
   *
   * @param origin what a dead letter of it is known by
   */
  boolean isSettled(@Nullable Long seqId, long receivedMicros, String origin) {
    if (isRefused(origin)) {
      return true;
    }
    Message message = seqId == null ? null : new Message(seqId, receivedMicros);
    return message != null
        && (results.contains(message)
            || duplicates.contains(message)
            || answeredBefore.contains(message));
  }

  /** True if a message was refused. */
  boolean isRefused(String origin) {
    return refused.containsKey(origin);
  }

  /** True if a layer of a key has a result, was refused or was given up. */
  boolean isSettled(TileKey key, int layer) {
    Ranges settled = settledLayers.get(key);
    return settled != null && settled.contains(layer);
  }

  long results() {
    return results.size();
  }

  Settled settled() {
    return new Settled(settled.list(), refused.keySet().stream().sorted().toList());
  }

  Latencies latencies(TileAnswer<?> query) {
    return latencies.get(query);
  }

  private Ranges arrived() {
    return answered.get(answers.arrival());
  }

  /** True if every lane has ended. */
  boolean lanesEnded() {
    return lanes > 0 && messages.size() == lanes;
  }

  /**
   * True if every lane has ended, as many messages are accounted for as they handed on, and all
   * layers are closed where defects are tracked.
   */
  boolean isComplete() {
    return lanesEnded()
        && sumOfMessages() == accountedFor()
        && (tracking == null || tracking.isComplete());
  }

  /** Why lanes ended before the challenger's last word, one line a lane. */
  List<String> givenUp() {
    return shortfalls.entrySet().stream()
        .filter(lane -> lane.getValue().givenUp() != null)
        .map(lane -> "lane " + lane.getKey() + ": " + lane.getValue().givenUp())
        .toList();
  }

  /** Answers that did not arrive of requests that the challenger seems never to have taken. */
  long openAnswers() {
    return shortfalls.values().stream().mapToLong(Shortfall::openAnswers).sum();
  }

  /** Where no batch is missing, what the challenger never took cannot have held one. */
  private long lostAnswers(List<IdRange> missing) {
    return shortfalls.values().stream()
        .mapToLong(one -> one.lostAnswers() + (missing.isEmpty() ? 0 : one.openAnswers()))
        .sum();
  }

  RunCounts counts(HandedOut handedOut) {
    long handed = messages(handedOut);
    List<IdRange> missing = missingBatchIds(handedOut);
    return new RunCounts(
        lanes,
        messages.size(),
        handed,
        tilesIn(),
        results(),
        countDuplicates(),
        withoutResult(answeredBefore),
        late.size(),
        count(skipped),
        count(crowded),
        refused.size(),
        unanswered(handedOut),
        handed - accountedFor(),
        missing,
        lostAnswers(missing),
        tracking == null ? null : tracking.counts());
  }

  /** Messages that have come to something. */
  private long accountedFor() {
    return results() + countDuplicates() + withoutResult(answeredBefore) + refused.size();
  }

  /** What the lanes say; where not all of them have had their say, all that is known of. */
  private long messages(HandedOut handedOut) {
    long said = sumOfMessages();
    if (lanesEnded()) {
      return said;
    }
    long seen = accountedFor() + open.values().stream().mapToLong(Set::size).sum();
    return Math.max(said, Math.max(seen, handedOut.messages()));
  }

  private long sumOfMessages() {
    return messages.values().stream().mapToLong(Long::longValue).sum();
  }

  private long countDuplicates() {
    return withoutResult(duplicates);
  }

  private long withoutResult(Set<Message> messages) {
    return messages.stream().filter(message -> !results.contains(message)).count();
  }

  private List<IdRange> unanswered(HandedOut handedOut) {
    Ranges unanswered = new Ranges();
    for (IdRange range : cameIn(handedOut).list()) {
      settled.missingFrom(range).forEach(part -> unanswered.add(part.first(), part.last()));
    }
    return unanswered.list();
  }

  private Ranges cameIn(HandedOut handedOut) {
    Ranges cameIn = arrived().copy();
    handedOut.seqIds().forEach(range -> cameIn.add(range.first(), range.last()));
    return cameIn;
  }

  private List<IdRange> missingBatchIds(HandedOut handedOut) {
    Ranges seen = cameIn(handedOut);
    addAll(seen, settled);
    return seen.isEmpty() ? List.of() : seen.missingFrom(new IdRange(0, seen.last()));
  }

  private static void addAll(Ranges to, Ranges from) {
    from.list().forEach(range -> to.add(range.first(), range.last()));
  }
}
