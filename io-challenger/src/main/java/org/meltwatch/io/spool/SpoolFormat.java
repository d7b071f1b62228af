package org.meltwatch.io.spool;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;

/**
 * The bytes of a spool file, big-endian:
 *
 * <pre>
 *   0   4  "MWSP"                        40   4  floor's layer
 *   4   1  version, 1                    44   8  seq_id, 0 if unknown
 *   5   1  kind: 0 message, 1 over-long, 52   4  tile_id, 0 if unknown
 *          2 end                         56   4  layer, 0 if unknown
 *   6   2  known: 1 seq_id, 2 key,       60   8  the message's length
 *          4 layer                       68   4  payload's length p
 *   8   4  lane                          72   4  where in the payload the image begins
 *  12   4  lanes                         76   4  the image's length
 *  16   8  number                        80   2  print id's length q, at most 512
 *  24   8  received, microseconds        82   q  print id, UTF-8
 *  32   8  floor's seq_id             82+q    4  CRC32C of all before
 *                                     86+q    p  payload
 *                                   86+q+p    4  CRC32C of all before
 * </pre>
 *
 * <p>The first checksum lets a header be trusted whose payload was not read. Nothing is allocated
 * on the word of a length field.
 */
final class SpoolFormat {

  /** No header is longer. */
  static final int MOST_HEADER = 86 + 512;

  private static final int MAGIC = 0x4d575350;
  private static final byte VERSION = 1;
  private static final int MOST_PRINT_ID = 512;
  private static final int PRINT_ID_AT = 82;
  private static final int CHECKSUM = 4;
  private static final int SEQ_ID_KNOWN = 1;
  private static final int KEY_KNOWN = 2;
  private static final int LAYER_KNOWN = 4;

  private SpoolFormat() {}

  /** A header and its length in bytes. */
  record Read(SpoolHeader header, int length) {

    /** How long the whole file must be. */
    long fileLength() {
      return (long) length + header.payloadLength() + CHECKSUM;
    }
  }

  /** The file's bytes before the payload. */
  static ByteBuffer header(SpoolHeader header) {
    @Nullable TileKey key = header.key();
    byte[] printId = (key == null ? "" : key.printId()).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(PRINT_ID_AT + printId.length + CHECKSUM);
    out.putInt(MAGIC).put(VERSION).put(header.kind().code()).putShort(known(header));
    out.putInt(header.lane()).putInt(header.lanes()).putLong(header.number());
    out.putLong(header.receivedMicros()).putLong(header.floorSeqId()).putInt(header.floorLayer());
    out.putLong(header.seqId() == null ? 0 : header.seqId()).putInt(key == null ? 0 : key.tileId());
    out.putInt(header.layer() == null ? 0 : header.layer());
    out.putLong(header.length()).putInt(header.payloadLength());
    out.putInt(header.tifAt()).putInt(header.tifLength());
    out.putShort((short) printId.length).put(printId);
    CRC32C checksum = new CRC32C();
    checksum.update(out.array(), 0, out.position());
    return out.putInt((int) checksum.getValue()).flip();
  }

  /** The file's bytes after the payload. */
  static ByteBuffer trailer(ByteBuffer header, byte[] payload) {
    CRC32C checksum = new CRC32C();
    checksum.update(header.duplicate());
    checksum.update(payload);
    return ByteBuffer.allocate(CHECKSUM).putInt((int) checksum.getValue()).flip();
  }

  /**
   * Reads a header from a file's first bytes, {@link #MOST_HEADER} of them if there are as many.
   */
  static Read readHeader(byte[] first) throws TornFileException {
    require(first.length >= PRINT_ID_AT + CHECKSUM, "is cut short at byte %d", first.length);
    ByteBuffer in = ByteBuffer.wrap(first);
    require(in.getInt() == MAGIC, "does not begin with MWSP");
    byte version = in.get();
    require(version == VERSION, "has version %d; only version 1 can be read", version);
    int printIdLength = Short.toUnsignedInt(in.getShort(PRINT_ID_AT - 2));
    int length = PRINT_ID_AT + printIdLength + CHECKSUM;
    require(
        printIdLength <= MOST_PRINT_ID && first.length >= length,
        "is cut short at byte %d",
        first.length);
    CRC32C checksum = new CRC32C();
    checksum.update(first, 0, length - CHECKSUM);
    require(
        in.getInt(length - CHECKSUM) == (int) checksum.getValue(),
        "has a header that does not match its checksum");
    return new Read(fields(in, printId(first, printIdLength)), length);
  }

  /** Reads and checks a whole file. */
  static SpoolMessage read(byte[] file) throws TornFileException {
    Read read = readHeader(file);
    require(
        file.length == read.fileLength(),
        "has %d bytes where its header says %d",
        file.length,
        read.fileLength());
    CRC32C checksum = new CRC32C();
    checksum.update(file, 0, file.length - CHECKSUM);
    require(
        ByteBuffer.wrap(file).getInt(file.length - CHECKSUM) == (int) checksum.getValue(),
        "does not match its checksum");
    byte[] payload = new byte[read.header().payloadLength()];
    System.arraycopy(file, read.length(), payload, 0, payload.length);
    return new SpoolMessage(read.header(), payload);
  }

  private static SpoolHeader fields(ByteBuffer in, String printId) throws TornFileException {
    byte code = in.get();
    SpoolHeader.Kind kind = SpoolHeader.Kind.of(code);
    if (kind == null) {
      throw new TornFileException(String.format(Locale.ROOT, "has unknown kind %d", code));
    }
    short known = in.getShort();
    int lane = in.getInt();
    int lanes = in.getInt();
    long number = in.getLong();
    long receivedMicros = in.getLong();
    long floorSeqId = in.getLong();
    int floorLayer = in.getInt();
    long seqId = in.getLong();
    int tileId = in.getInt();
    int layer = in.getInt();
    try {
      return new SpoolHeader(
          kind,
          lane,
          lanes,
          number,
          receivedMicros,
          floorSeqId,
          floorLayer,
          (known & SEQ_ID_KNOWN) == 0 ? null : seqId,
          (known & KEY_KNOWN) == 0 ? null : new TileKey(printId, tileId),
          (known & LAYER_KNOWN) == 0 ? null : layer,
          in.getLong(),
          in.getInt(),
          in.getInt(),
          in.getInt());
    } catch (IllegalArgumentException e) {
      throw new TornFileException("has an impossible header: " + e.getMessage());
    }
  }

  private static String printId(byte[] first, int length) throws TornFileException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(first, PRINT_ID_AT, length);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new TornFileException("has a print id that is not UTF-8: " + e.getMessage());
    }
  }

  private static short known(SpoolHeader header) {
    return (short)
        ((header.seqId() == null ? 0 : SEQ_ID_KNOWN)
            | (header.key() == null ? 0 : KEY_KNOWN)
            | (header.layer() == null ? 0 : LAYER_KNOWN));
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void require(boolean holds, String rule, Object... values)
      throws TornFileException {
    if (!holds) {
      throw new TornFileException(String.format(Locale.ROOT, rule, values));
    }
  }
}
