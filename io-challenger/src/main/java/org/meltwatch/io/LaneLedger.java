package org.meltwatch.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.meltwatch.model.Receipt;
import org.meltwatch.model.Received;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a lane knows: its outstanding requests, the messages that wait to be handed on, and the last
 * few that were. Not safe for use by many threads, and does no input or output.
 *
 * <p>Two rules make its low-water marks evidence. The challenger counts {@code batch_id} up, so a
 * request that was sent after batch b had been received is answered with a later one. And a message
 * takes its position when it is handed on, so what waits has larger positions. What can still come
 * is therefore bounded by the outstanding requests, the waiting messages, and requests not sent
 * yet. A refused message, whose header deserves no trust, counts as the least that its request
 * could have been answered while it waits, and never raises what later requests are expected to
 * bring.
 */
final class LaneLedger {

  private static final Logger LOG = LoggerFactory.getLogger(LaneLedger.class);

  /** A request that has not been answered, and the least it can be answered. */
  static final class Request {
    private Floor floor;

    private Request(Floor floor) {
      this.floor = floor;
    }
  }

  private record Fetched(Message message, Floor floor, long receivedMicros) {}

  /** What is handed on, and the least that can come after it. */
  record Handed(Received received, Floor floor) {}

  private final String name;
  private final int lane;
  private final int lanes;
  private final FetchSettings settings;
  private final List<Request> outstanding = new ArrayList<>();
  private final Deque<Fetched> waiting = new ArrayDeque<>();
  private final Deque<Fetched> handedOn = new ArrayDeque<>();
  private Floor unsent = Floor.BOTTOM;
  private long next;
  private long neverHandedOn;
  private boolean exhausted;
  private boolean ended;
  private boolean warned;

  LaneLedger(String name, int lane, int lanes, FetchSettings settings, long position) {
    this.name = name;
    this.lane = lane;
    this.lanes = lanes;
    this.settings = settings;
    this.next = position;
    this.neverHandedOn = position;
    if (position > 0) {
      LOG.warn(
          "{} goes on at position {} in a process that fetched none of the earlier ones: what was"
              + " fetched elsewhere and is not in the restored state cannot be fetched again",
          name,
          position);
    }
  }

  /** True if another message may be asked for without holding more than is allowed. */
  boolean hasRoom() {
    return !exhausted && outstanding.size() + waiting.size() < 2 * settings.prefetch();
  }

  /** Notes that a request is about to be sent. */
  Request sent() {
    Request request = new Request(unsent);
    outstanding.add(request);
    return request;
  }

  /** Notes that a request is sent again: whatever its first try brought is lost. */
  void sentAgain(Request request) {
    request.floor = unsent;
  }

  /** Notes a request's answer. */
  void received(Request request, Message message, long receivedMicros) {
    outstanding.remove(request);
    Floor floor = request.floor;
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
    waiting.addLast(new Fetched(message, floor, receivedMicros));
    settle(receivedMicros);
  }

  /** Notes that a request was answered with the word that there are no more batches. */
  void receivedEnd(Request request, long receivedMicros) {
    outstanding.remove(request);
    exhaust(receivedMicros);
  }

  /**
   * Notes that a request failed for good; the lane ends no earlier than the next call of settle.
   */
  void failed(Request request) {
    outstanding.remove(request);
  }

  /** Lets no further request be sent; what is outstanding and what waits is still handed on. */
  void exhaust(long nowMicros) {
    exhausted = true;
    settle(nowMicros);
  }

  /** Ends the lane if nothing more is asked for and nothing outstanding. */
  void settle(long nowMicros) {
    if (exhausted && !ended && outstanding.isEmpty()) {
      ended = true;
      unsent = Floor.END;
      waiting.addLast(new Fetched(new Message.End(), Floor.END, nowMicros));
    }
  }

  /** True if nothing waits to be handed on. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** True if no further request is to be sent. */
  boolean isExhausted() {
    return exhausted;
  }

  /** True if the lane's end is what is handed on next. */
  boolean isAtEnd() {
    return !waiting.isEmpty() && waiting.peekFirst().message() instanceof Message.End;
  }

  /**
   * Makes {@code position} the next one. Going back, the messages last handed on wait once more; if
   * they do not reach back far enough, the missing ones are named in the log and later messages
   * take their positions, so that positions stay dense for whoever reads them downstream.
   */
  void seek(long position) {
    while (next > position && !handedOn.isEmpty()) {
      waiting.addFirst(handedOn.removeLast());
      next--;
    }
    while (next < position && next < neverHandedOn) {
      keep(waiting.removeFirst());
    }
    if (next != position) {
      LOG.warn(
          "{} goes on at position {}, but this process can only go on at {}: {}",
          name,
          position,
          next,
          next > position
              ? "positions %d to %d cannot be fetched again".formatted(position, next - 1)
              : "positions in between were handed on by another process");
      handedOn.clear();
      next = position;
      neverHandedOn = position;
    }
  }

  /** Hands on the first message that waits, at the next position. */
  Handed handOn() {
    Fetched fetched = waiting.removeFirst();
    Floor floor = floor();
    Receipt receipt = new Receipt(lane, lanes, next, floor.seqId(), fetched.receivedMicros());
    keep(fetched);
    neverHandedOn = Math.max(neverHandedOn, next);
    return new Handed(fetched.message().with(receipt), floor);
  }

  private void keep(Fetched fetched) {
    handedOn.addLast(fetched);
    if (handedOn.size() > settings.replay()) {
      handedOn.removeFirst();
    }
    next++;
  }

  private Floor floor() {
    Floor floor = unsent;
    for (Request request : outstanding) {
      floor = floor.min(request.floor);
    }
    for (Fetched fetched : waiting) {
      floor = floor.min(fetched.floor());
    }
    return floor;
  }

  /** How many messages wait. */
  int waiting() {
    return waiting.size();
  }

  /** How many requests are outstanding. */
  int outstanding() {
    return outstanding.size();
  }

  /** The messages that were fetched but never handed on, in words, oldest first. */
  List<String> unclaimed() {
    List<String> names = new ArrayList<>();
    for (Fetched fetched : waiting) {
      if (fetched.message() instanceof Message.Accepted batch) {
        names.add("batch " + batch.seqId());
      } else if (fetched.message() instanceof Message.Refused refused) {
        names.add("refused message " + refused.seqId());
      }
    }
    return names;
  }
}
