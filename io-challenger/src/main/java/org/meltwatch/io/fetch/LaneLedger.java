package org.meltwatch.io.fetch;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.io.wire.Message;
import org.meltwatch.model.received.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a lane knows: its outstanding requests, the messages that wait to be handed on, and the last
 * few that were. Not safe for use by many threads, and does no input or output.
 *
 * <p>Requests are numbered in the order in which they are first sent, and messages are handed on in
 * the order of their requests' numbers. A request that was answered with the word that there are no
 * more batches, or that was postponed, has a number but no position; every other number's position
 * is therefore the same in whichever process the lane is read: {@code number - such requests with
 * smaller numbers}.
 *
 * <p>Two rules make low-water marks evidence. The challenger counts {@code batch_id} up, so a
 * request that was sent after batch b had been received is answered with a later one. And what
 * waits has larger positions. What can still come is therefore bounded by the outstanding requests,
 * the waiting messages, and requests not sent yet. A request that is sent again keeps its floor,
 * for the challenger may give the same answer again. A refused message, whose header deserves no
 * trust, counts as the least that its request could have been answered while it waits, and never
 * raises what later requests are expected to bring.
 */
public final class LaneLedger {

  private static final Logger LOG = LoggerFactory.getLogger(LaneLedger.class);

  /**
   * A request that has not been answered.
   *
   * @param number its number in the lane, from 0
   * @param floor the least it can be answered
   */
  public record Request(long number, Floor floor) {}

  /**
   * A request's answer.
   *
   * @param number the request's number
   * @param floor the least that it stands for while it waits
   * @param receivedMicros when it was received, microseconds since the epoch
   * @param kept the message
   */
  record Answer(long number, Floor floor, long receivedMicros, Kept kept) {}

  /**
   * What is handed on.
   *
   * @param receipt the position it takes
   * @param kept the message; null if this is the lane's end
   * @param floor the least that can come after it
   */
  public record Handed(Receipt receipt, @Nullable Kept kept, Floor floor) {}

  private final String name;
  private final int lane;
  private final int lanes;
  private final int window;
  private final int replay;
  private final NavigableMap<Long, Request> again = new TreeMap<>();
  private final NavigableMap<Long, Request> outstanding = new TreeMap<>();
  private final NavigableMap<Long, Answer> answers = new TreeMap<>();
  private final TreeSet<Long> ends = new TreeSet<>();

  /** What requests that were postponed go by, by what they went by before. */
  private final Map<Long, Request> postponed = new HashMap<>();

  private Floor unsent;
  private long fresh;
  private long number;
  private long position;
  private long neverHandedOn;
  private int handedOn;
  private boolean exhausted;
  private boolean drained;
  private boolean endHandedOn;
  private boolean warned;
  private @Nullable Long endedMicros;

  /**
   * A lane.
   *
   * @param window how many messages may be asked for beyond what was handed on
   * @param replay how many messages that were handed on are remembered
   */
  public LaneLedger(String name, int lane, int lanes, int window, int replay, LaneStart start) {
    this.name = name;
    this.lane = lane;
    this.lanes = lanes;
    this.window = window;
    this.replay = replay;
    this.position = start.position();
    this.neverHandedOn = start.position();
    this.number = start.number();
    this.unsent = start.unsent();
    this.fresh = start.fresh();
    this.ends.addAll(start.ends());
    start.again().forEach(request -> again.put(request.number(), request));
    add(start.answers());
  }

  /** True if there is a request to be sent, now or when what waits has been handed on. */
  boolean mayAsk() {
    return !again.isEmpty() || !exhausted;
  }

  /** True if another message may be asked for without holding more than is allowed. */
  boolean hasRoom() {
    return !again.isEmpty() || (!exhausted && outstanding.size() + waiting() < window);
  }

  /** Notes that a request is about to be sent. */
  public Request sent() {
    Request request =
        again.isEmpty() ? new Request(fresh++, unsent) : again.pollFirstEntry().getValue();
    outstanding.put(request.number(), request);
    return request;
  }

  /** Notes a request's answer. */
  public void received(Request request, Message message, long receivedMicros, Kept kept) {
    outstanding.remove(request.number());
    Floor floor = request.floor();
    if (message instanceof Message.Accepted batch) {
      if (batch.seqId() < floor.seqId() && !warned) {
        warned = true;
        LOG.warn(
            "{} was handed batch {} although a request sent before had been answered with a later"
                + " one; such batches may be counted as late",
            name,
            batch.seqId());
      }
      floor = new Floor(batch.seqId(), batch.layer());
      unsent = unsent.raisedPast(batch.seqId(), batch.layer());
    }
    add(List.of(new Answer(request.number(), floor, receivedMicros, kept)));
  }

  /** Adds messages that nobody asks for any more; they must not have been handed on. */
  void add(Collection<Answer> more) {
    for (Answer answer : more) {
      answers.put(answer.number(), answer);
      fresh = Math.max(fresh, answer.number() + 1);
    }
  }

  /** Notes that a request was answered with the word that there are no more batches. */
  public void receivedEnd(Request request) {
    outstanding.remove(request.number());
    ends.add(request.number());
    exhausted = true;
  }

  /**
   * Notes that a request failed for good: it is sent again, unless the lane is drained.
   *
   * @param answered true if there is an answer, which only could not be kept
   */
  void failed(Request request, boolean answered) {
    outstanding.remove(request.number());
    if (drained && !answered) {
      ends.add(request.number());
    } else {
      again.put(request.number(), request);
    }
  }

  /** Notes that the message that is handed on next is lost after all: it is asked for again. */
  void lost() {
    Answer answer = answers.remove(number);
    if (answer != null) {
      again.put(number, new Request(number, answer.floor()));
    }
  }

  /**
   * The request that holds back what waits: the next one to be handed on, which has not been
   * answered although a later one has; null if there is none.
   */
  @Nullable Request holdsBack() {
    return !isReady() && waiting() > 0 ? outstanding.get(number) : null;
  }

  /**
   * Lets what waits be handed on before the answer to a request, which keeps its floor and takes
   * the place of a request that is sent now. What it may bring is still counted with.
   */
  void postpone(Request request) {
    outstanding.remove(request.number());
    ends.add(request.number());
    Request later = new Request(fresh++, request.floor());
    outstanding.put(later.number(), later);
    postponed.put(request.number(), later);
  }

  /** What a request goes by since it was postponed, if it was. */
  Request current(Request request) {
    Request now = request;
    for (Request later = now; later != null; later = postponed.get(now.number())) {
      now = later;
    }
    return now;
  }

  /**
   * Notes that the last word on a request is that it will not be answered: nothing is asked for any
   * more, and what waits is handed on.
   */
  void giveUp(Request request) {
    outstanding.remove(request.number());
    ends.add(request.number());
    again.keySet().forEach(ends::add);
    again.clear();
    drain();
  }

  /** Lets no further request be sent; what is outstanding and what waits is still handed on. */
  void drain() {
    exhausted = true;
    drained = true;
  }

  /** True if no further request is to be sent. */
  boolean isDrained() {
    return drained;
  }

  /** True if every message that will ever come is there, and the lane's end has not been noted. */
  boolean mayEnd() {
    return exhausted && endedMicros == null && outstanding.isEmpty() && again.isEmpty();
  }

  /** Ends the lane behind what waits. */
  public void end(long nowMicros) {
    endedMicros = nowMicros;
    unsent = Floor.END;
  }

  /** True if something can be handed on. */
  boolean isReady() {
    while (ends.contains(number)) {
      number++;
    }
    return answers.containsKey(number) || isAtEnd();
  }

  /** True if what is handed on next has been asked for and not been answered. */
  boolean isComing() {
    return outstanding.containsKey(number);
  }

  /** True if the lane's end is what is handed on next. */
  boolean isAtEnd() {
    return endedMicros != null
        && !endHandedOn
        && outstanding.isEmpty()
        && again.isEmpty()
        && answers.ceilingKey(number) == null;
  }

  /** The message that is handed on next, if it is there. */
  @Nullable Kept first() {
    Answer answer = isReady() ? answers.get(number) : null;
    return answer == null ? null : answer.kept();
  }

  /** The position of what is handed on next. */
  long position() {
    return position;
  }

  /** The number from which on messages have not been handed on. */
  long number() {
    return number;
  }

  /** The number that the next request will have that has never been sent. */
  long fresh() {
    return fresh;
  }

  /** True if {@link #seek} can make {@code wanted} the next position. */
  boolean reaches(long wanted) {
    return wanted <= neverHandedOn && wanted >= position - handedOn - (endHandedOn ? 1 : 0);
  }

  /**
   * Makes {@code wanted} the next position. Going back, the messages last handed on wait once more;
   * if they do not reach back far enough, the missing ones are named in the log and later messages
   * take their positions, so that positions stay dense for whoever reads them downstream.
   */
  void seek(long wanted) {
    while (position > wanted && stepBack()) {
      position--;
    }
    while (position < wanted && position < neverHandedOn && isReady()) {
      stepOn();
    }
    if (position != wanted) {
      LOG.warn(
          "{} goes on at position {}, but this process can only go on at {}: {}",
          name,
          wanted,
          position,
          position > wanted
              ? String.format(
                  Locale.ROOT, "positions %d to %d cannot be fetched again", wanted, position - 1)
              : "positions in between were handed on by another process");
      answers.headMap(number).clear();
      handedOn = 0;
      position = wanted;
      neverHandedOn = wanted;
    }
  }

  private boolean stepBack() {
    if (endHandedOn) {
      endHandedOn = false;
      return true;
    }
    Long before = answers.lowerKey(number);
    if (before != null) {
      number = before;
      handedOn--;
    }
    return before != null;
  }

  /** Hands on what is ready, at the next position. */
  public Handed handOn() {
    Answer answer = isReady() ? answers.get(number) : null;
    long taken = position;
    stepOn();
    neverHandedOn = Math.max(neverHandedOn, position);
    Floor floor = floor();
    long receivedMicros = answer != null ? answer.receivedMicros() : endMicros();
    return new Handed(
        new Receipt(lane, lanes, taken, floor.seqId(), receivedMicros),
        answer == null ? null : answer.kept(),
        floor);
  }

  private long endMicros() {
    if (endedMicros == null) {
      throw new IllegalStateException("%s has nothing to hand on".formatted(name));
    }
    return endedMicros;
  }

  private void stepOn() {
    position++;
    if (isAtEnd()) {
      endHandedOn = true;
      return;
    }
    number++;
    handedOn++;
    if (handedOn > replay) {
      answers.pollFirstEntry();
      handedOn--;
    }
  }

  private Floor floor() {
    Floor floor = unsent;
    for (Request request : outstanding.values()) {
      floor = floor.min(request.floor());
    }
    for (Request request : again.values()) {
      floor = floor.min(request.floor());
    }
    for (Answer waiting : answers.tailMap(number).values()) {
      floor = floor.min(waiting.floor());
    }
    return floor;
  }

  /** How many messages wait. */
  int waiting() {
    return answers.size() - handedOn;
  }

  /** The messages that were fetched but never handed on, in words, oldest first. */
  List<String> unclaimed() {
    return answers.tailMap(number).values().stream()
        .map(answer -> answer.kept().toString())
        .toList();
  }

  /** How many requests are outstanding. */
  int outstanding() {
    return outstanding.size();
  }
}
