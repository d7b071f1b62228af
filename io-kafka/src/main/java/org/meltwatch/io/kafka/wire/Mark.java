package org.meltwatch.io.kafka.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.model.received.Shortfall;

/**
 * What the feed's lane knew when it handed on a message: the header {@value #HEADER} of its record.
 * A version in the first byte, then the fields in the order that they have here.
 *
 * @param kind what the record is
 * @param lane the feed's lane, which is the partition
 * @param lanes how many lanes the feed has
 * @param position the lane's count of messages before this one
 * @param lowWater the smallest {@code batch_id} that the lane can still hand on after this one
 * @param floorLayer the lowest layer that it can still hand on
 * @param receivedMicros when the message was received, in microseconds since the epoch
 * @param length how long the message was, of which the record may hold the beginning alone
 * @param firsts for each lane an offset of its partition that none of the bench's records lies
 *     below
 * @param shortfall what the lane did not hear; of a lane's end
 * @param challenger the address of the challenger that wants the results
 */
public record Mark(
    Kind kind,
    int lane,
    int lanes,
    long position,
    long lowWater,
    int floorLayer,
    long receivedMicros,
    long length,
    List<Long> firsts,
    Shortfall shortfall,
    String challenger) {

  /** The name of the header. */
  public static final String HEADER = "meltwatch";

  private static final int VERSION = 1;
  private static final int MOST_REASON = 2000;

  /** What a record is. */
  public enum Kind {
    /** A whole message, as it was received. */
    MESSAGE(0),
    /** The beginning of a message that was too long. */
    OVERLONG(1),
    /** The lane's end: there is nothing more of the bench in this partition. */
    END(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Kind of(int code) throws IOException {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IOException(String.format(Locale.ROOT, "kind (%d) must be in [0, 2]", code));
    }
  }

  public Mark {
    firsts = List.copyOf(firsts);
    if (lane < 0 || lane >= lanes || position < 0 || length < 0 || firsts.size() != lanes) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "lane (%d) must be in [0, %d); position (%d) and length (%d) must not be negative;"
                  + " firsts (%d) must be as many as lanes",
              lane,
              lanes,
              position,
              length,
              firsts.size()));
    }
  }

  /** The least that can come after it. */
  public Floor floor() {
    return kind == Kind.END ? Floor.END : new Floor(lowWater, floorLayer);
  }

  /** The header's value. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(kind.code);
      out.writeInt(lane);
      out.writeInt(lanes);
      out.writeLong(position);
      out.writeLong(lowWater);
      out.writeInt(floorLayer);
      out.writeLong(receivedMicros);
      out.writeLong(length);
      for (long first : firsts) {
        out.writeLong(first);
      }
      out.writeLong(shortfall.lostAnswers());
      out.writeLong(shortfall.openAnswers());
      String reason = shortfall.givenUp() == null ? "" : shortfall.givenUp();
      out.writeUTF(reason.substring(0, Math.min(MOST_REASON, reason.length())));
      out.writeUTF(challenger);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The mark of a record; null if it has none.
   *
   * @throws UnreadableMarkException if it has one that cannot be read
   */
  public static @Nullable Mark of(Headers headers) throws UnreadableMarkException {
    @Nullable Header header = headers.lastHeader(HEADER);
    return header == null ? null : read(header.value());
  }

  private static Mark read(byte @Nullable [] value) throws UnreadableMarkException {
    byte[] bytes = value == null ? new byte[0] : value;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new UnreadableMarkException(
            String.format(
                Locale.ROOT,
                "header %s has version %d, and must have %d: a feed of another release wrote it",
                HEADER,
                version,
                VERSION));
      }
      return fields(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableMarkException(
          String.format(
              Locale.ROOT,
              "header %s (%d bytes) cannot be read: %s",
              HEADER,
              bytes.length,
              e.getMessage() == null ? "it ends too soon" : e.getMessage()));
    }
  }

  private static Mark fields(DataInputStream in) throws IOException {
    Kind kind = Kind.of(in.readUnsignedByte());
    int lane = in.readInt();
    int lanes = in.readInt();
    return new Mark(
        kind,
        lane,
        lanes,
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        firsts(in, lanes),
        shortfall(in.readLong(), in.readLong(), in.readUTF()),
        in.readUTF());
  }

  private static List<Long> firsts(DataInputStream in, int lanes) throws IOException {
    if (lanes < 1 || lanes > in.available() / Long.BYTES) {
      throw new IOException(String.format(Locale.ROOT, "lanes (%d) must all be there", lanes));
    }
    List<Long> firsts = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      firsts.add(in.readLong());
    }
    return firsts;
  }

  private static Shortfall shortfall(long lost, long open, String givenUp) {
    return new Shortfall(lost, open, givenUp.isEmpty() ? null : givenUp);
  }
}
