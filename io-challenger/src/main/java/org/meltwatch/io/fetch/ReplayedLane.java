package org.meltwatch.io.fetch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.spool.SpoolHeader;
import org.meltwatch.io.spool.SpoolMessage;
import org.meltwatch.io.spool.SpoolReader;
import org.meltwatch.io.spool.SpooledFile;
import org.meltwatch.io.spool.TornFileException;
import org.meltwatch.io.wire.BatchMessage;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.io.wire.Message;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane of a spool that was kept: every n-th of its messages. What can still come is known, and so
 * are its low-water marks. A message counts as received when it is handed on for the first time.
 */
final class ReplayedLane implements OpenLane {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayedLane.class);

  private final LaneRestriction lane;
  private final List<SpooledFile> files;
  private final List<Floor> floors;
  private final long[] receivedMicros;
  private final MessageLimits limits;
  private final boolean claims;
  private int position;
  private boolean drained;
  private boolean ended;
  private @Nullable Message first;

  private ReplayedLane(LaneRestriction lane, List<SpooledFile> files, FetchSettings settings) {
    this.lane = lane;
    this.files = files;
    this.floors = floors(files);
    this.receivedMicros = new long[files.size() + 1];
    this.limits = settings.limits();
    this.claims = settings.claims();
  }

  /**
   * Finds the lane's share of a spool.
   *
   * @throws IOException if the spool cannot be read
   */
  static ReplayedLane open(String spool, LaneRestriction lane, FetchSettings settings)
      throws IOException {
    List<SpooledFile> all = SpoolDirectory.messages(spool);
    List<SpooledFile> mine = new ArrayList<>();
    for (int i = lane.lane(); i < all.size(); i += lane.lanes()) {
      mine.add(all.get(i));
    }
    return new ReplayedLane(lane, mine, settings);
  }

  /** The least that can come from each position on. */
  private static List<Floor> floors(List<SpooledFile> files) {
    Floor[] floors = new Floor[files.size() + 1];
    Floor floor = Floor.END;
    floors[files.size()] = floor;
    for (int i = files.size() - 1; i >= 0; i--) {
      SpoolHeader header = files.get(i).header();
      Long seqId = header.seqId();
      Integer layer = header.layer();
      if (header.isAccepted() && seqId != null && layer != null) {
        floor = floor.min(new Floor(seqId, layer));
      } else {
        floor = floor.min(new Floor(header.floorSeqId(), header.floorLayer()));
      }
      floors[i] = floor;
    }
    return Arrays.asList(floors);
  }

  @Override
  public synchronized void seek(long wanted) {
    if (wanted != position) {
      first = null;
      ended = false;
      position = Math.toIntExact(wanted);
    }
  }

  @Override
  public synchronized Next await(Duration patience) throws IOException {
    if (ended) {
      return Next.NOTHING_YET;
    }
    if (isAtEnd()) {
      return Next.END;
    }
    if (first == null) {
      first = read(files.get(position));
    }
    return Next.MESSAGE;
  }

  /** What a file holds. One that has been damaged is refused like a message that has. */
  private Message read(SpooledFile file) throws IOException {
    try {
      SpoolMessage spooled = SpoolReader.read(file.file());
      boolean whole = spooled.header().kind() == SpoolHeader.Kind.MESSAGE;
      return BatchMessage.read(
          new Body(spooled.payload(), spooled.header().length(), whole), limits);
    } catch (TornFileException e) {
      LOG.warn("refused: {}", e.getMessage());
      SpoolHeader header = file.header();
      return new Message.Refused(
          header.seqId(),
          header.key(),
          header.layer(),
          String.valueOf(e.getMessage()),
          SpoolReader.raw(file.file()));
    }
  }

  private boolean isAtEnd() {
    return drained || position == files.size();
  }

  @Override
  public synchronized Handed handOn() {
    boolean end = isAtEnd();
    Floor floor = end ? Floor.END : floors.get(position + 1);
    if (receivedMicros[position] == 0) {
      receivedMicros[position] = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
    Receipt receipt =
        new Receipt(lane.lane(), lane.lanes(), position, floor.seqId(), receivedMicros[position]);
    Message message = end || first == null ? new Message.End() : first;
    Received received =
        claims && !end
            ? message.claimed(receipt, files.get(position).file())
            : message.with(receipt);
    first = null;
    position++;
    ended = end;
    return new Handed(received, floor);
  }

  @Override
  public @Nullable IOException takeFailure() {
    return null;
  }

  @Override
  public synchronized void drain() {
    drained = true;
  }

  @Override
  public synchronized int backlog() {
    return Math.max(0, files.size() - position);
  }

  @Override
  public boolean canGoOnAt(long wanted) {
    return true;
  }

  @Override
  public Commit commit() {
    return () -> {};
  }

  @Override
  public boolean isUntouchedFor(Duration limit) {
    return false;
  }

  @Override
  public void retire() {
    // Nothing is on its way.
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  @Override
  public void awaitThreads(Duration patience) {
    // There are none.
  }
}
