package org.meltwatch.io.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.meltwatch.io.spool.LaneSpool;
import org.meltwatch.io.spool.SpoolHeader;
import org.meltwatch.io.spool.SpooledFile;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.ranges.Ranges;

/**
 * What a lane's reader begins with.
 *
 * @param position the position of what is handed on first
 * @param number the number of what is handed on first
 * @param answers messages that are there already, by ascending number
 * @param ends numbers of requests that were answered with the word that there are no more, or that
 *     were postponed: which, is asked anew
 * @param again requests that may have been sent by a reader that is gone, and are sent again
 * @param unsent the least that a request that has never been sent can be answered with
 * @param fresh the first number that has never been sent
 */
public record LaneStart(
    long position,
    long number,
    List<LaneLedger.Answer> answers,
    TreeSet<Long> ends,
    List<LaneLedger.Request> again,
    Floor unsent,
    long fresh) {

  /**
   * A lane of which nothing is kept.
   *
   * @param window how many requests a reader may have sent beyond what it handed on
   */
  public static LaneStart at(long position, int window) {
    List<LaneLedger.Request> again = new ArrayList<>();
    for (long number = position; position > 0 && number < position + window; number++) {
      again.add(new LaneLedger.Request(number, Floor.BOTTOM));
    }
    return new LaneStart(
        position,
        position,
        List.of(),
        new TreeSet<>(),
        again,
        Floor.BOTTOM,
        position + again.size());
  }

  /**
   * A lane whose messages are in a spool. A gap in their numbers is a request whose answer was not
   * yet in the spool when its reader died: it is sent again, and so are those that may have been
   * sent beyond the largest number. A challenger that remembers gives the same answers again. What
   * needs nothing more takes its position, and no more than that.
   *
   * @param window how many requests a reader may have sent beyond what it handed on
   */
  static LaneStart of(long position, LaneSpool spool, int window) {
    if (!spool.reopened()) {
      return at(position, window);
    }
    TreeMap<Long, SpooledFile> files = new TreeMap<>();
    TreeSet<Long> ends = new TreeSet<>();
    for (SpooledFile file : spool.found()) {
      files.put(file.number(), file);
      if (file.header().kind() == SpoolHeader.Kind.END) {
        ends.add(file.number());
      }
    }
    long first = numberOf(position, ends);
    Ranges done = spool.done();
    long largest = files.isEmpty() ? first - 1 : Math.max(first - 1, files.lastKey());
    largest = done.isEmpty() ? largest : Math.max(largest, done.last());
    List<LaneLedger.Answer> answers = new ArrayList<>();
    List<LaneLedger.Request> again = new ArrayList<>();
    Floor floor = floorBelow(files, first);
    Floor unsent = Floor.BOTTOM;
    for (SpooledFile file : files.values()) {
      unsent = raisedPast(unsent, file.header());
    }
    for (long number = first; number <= largest + window; number++) {
      SpooledFile file = files.get(number);
      if (done.contains(number)) {
        answers.add(new LaneLedger.Answer(number, Floor.END, 0, Kept.done()));
      } else if (file == null) {
        again.add(new LaneLedger.Request(number, floor));
      } else {
        floor = floorOf(file.header());
        if (!ends.contains(number)) {
          answers.add(answer(file));
        }
      }
    }
    return new LaneStart(position, first, answers, ends, again, unsent, largest + window + 1);
  }

  /** A message that was found in the spool. */
  static LaneLedger.Answer answer(SpooledFile file) {
    SpoolHeader header = file.header();
    return new LaneLedger.Answer(
        file.number(), ownFloor(header), header.receivedMicros(), Kept.inFile(file.file(), null));
  }

  private static long numberOf(long position, TreeSet<Long> ends) {
    long number = position;
    for (long end : ends) {
      if (end <= number) {
        number++;
      }
    }
    return number;
  }

  /** Requests are sent in order of their numbers, and what they can bring only rises. */
  private static Floor floorBelow(TreeMap<Long, SpooledFile> files, long number) {
    var below = files.lowerEntry(number);
    return below == null ? Floor.BOTTOM : floorOf(below.getValue().header());
  }

  private static Floor floorOf(SpoolHeader header) {
    return new Floor(header.floorSeqId(), header.floorLayer());
  }

  private static Floor ownFloor(SpoolHeader header) {
    Long seqId = header.seqId();
    Integer layer = header.layer();
    return header.isAccepted() && seqId != null && layer != null
        ? new Floor(seqId, layer)
        : floorOf(header);
  }

  private static Floor raisedPast(Floor floor, SpoolHeader header) {
    Floor own = ownFloor(header);
    return header.isAccepted() ? floor.raisedPast(own.seqId(), own.layer()) : floor;
  }
}
