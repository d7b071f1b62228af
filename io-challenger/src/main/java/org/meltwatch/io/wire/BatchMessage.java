package org.meltwatch.io.wire;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Slice;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessageNeverUsedFormatException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/**
 * Reads one batch's MessagePack map. Keys may come in any order and unknown ones are skipped;
 * integers may have any width. The first breach of the protocol becomes the reason of a refusal,
 * and reading goes on where it can, so that a refusal keeps as much of the header as is readable.
 *
 * <p>Nothing is allocated on the word of a length field: every length is held against the bytes
 * that are there.
 */
public final class BatchMessage {

  /** The largest {@code batch_id}: exact in every number format, and an instant as milliseconds. */
  static final long SEQ_ID_LIMIT = (1L << 53) - 1;

  /** The largest layer: there must be a number for the layer after it. */
  static final int LAYER_LIMIT = Integer.MAX_VALUE - 1;

  private static final List<String> FIELDS =
      List.of("batch_id", "print_id", "tile_id", "layer", "tif");

  /** The same in bytes. */
  private static final byte[][] NAMES =
      FIELDS.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);

  private final byte[] scratch = new byte[64];
  private final Body body;
  private final MessageLimits limits;
  private final MessageUnpacker in;
  private final Set<String> seen = new HashSet<>();
  private @Nullable String reason;
  private @Nullable Long seqId;
  private @Nullable String printId;
  private @Nullable Integer tileId;
  private @Nullable Integer layer;
  private @Nullable Slice tif;

  private BatchMessage(Body body, MessageLimits limits) {
    this.body = body;
    this.limits = limits;
    this.in = MessagePack.newDefaultUnpacker(body.bytes());
  }

  /**
   * Reads a message.
   *
   * @param limits what it may ask for; its length is named in the reason of a body that was cut
   *     short
   */
  public static Message read(Body body, MessageLimits limits) {
    BatchMessage message = new BatchMessage(body, limits);
    if (!body.whole()) {
      message.refuse(
          String.format(
              Locale.ROOT,
              "message (%d bytes or more) must not be longer than %d bytes; its first %d are kept",
              body.length(),
              limits.bytes(),
              body.bytes().length));
    }
    message.readMap();
    return message.result();
  }

  private void readMap() {
    try {
      int entries = in.unpackMapHeader();
      for (int i = 0; i < entries; i++) {
        readEntry();
      }
      if (in.getTotalReadBytes() < body.bytes().length) {
        refuse(
            String.format(
                Locale.ROOT,
                "message must end at byte %d, but has %d bytes",
                in.getTotalReadBytes(),
                body.bytes().length));
      }
    } catch (IOException | MessagePackException e) {
      refuse(
          String.format(
              Locale.ROOT,
              "message must be one MessagePack map, but after byte %d: %s",
              in.getTotalReadBytes(),
              e.getMessage()));
    }
  }

  private void readEntry() throws IOException {
    String name = readKey();
    if (!FIELDS.contains(name)) {
      in.skipValue();
    } else if (!seen.add(name)) {
      // A message may repeat a name thousands of times.
      if (reason == null) {
        refuse(
            String.format(
                Locale.ROOT,
                "%s must be there once, but is there again at byte %d",
                name,
                in.getTotalReadBytes()));
      }
      in.skipValue();
    } else {
      readField(name);
    }
  }

  /** A field's name; an empty text for keys that cannot be the name of one. */
  private String readKey() throws IOException {
    if (nextType() != ValueType.STRING) {
      in.skipValue();
      return "";
    }
    int length = requireLeft(in.unpackRawStringHeader());
    int at = (int) in.getTotalReadBytes();
    String name = "";
    for (int i = 0; i < NAMES.length; i++) {
      if (length == NAMES[i].length && isAt(at, NAMES[i])) {
        name = FIELDS.get(i);
      }
    }
    skip(length);
    return name;
  }

  private boolean isAt(int at, byte[] name) {
    int same = 0;
    while (same < name.length && body.bytes()[at + same] == name[same]) {
      same++;
    }
    return same == name.length;
  }

  /** Without a copy: a message may have thousands of keys, of one byte each. */
  private void skip(int length) throws IOException {
    for (int left = length; left > 0; left -= Math.min(left, scratch.length)) {
      in.readPayload(scratch, 0, Math.min(left, scratch.length));
    }
  }

  private void readField(String name) throws IOException {
    switch (name) {
      case "batch_id" -> seqId = readInteger(name, SEQ_ID_LIMIT);
      case "tile_id" -> tileId = readInt(name, Integer.MAX_VALUE);
      case "layer" -> layer = readInt(name, LAYER_LIMIT);
      case "print_id" -> printId = readPrintId();
      case "tif" -> tif = readTif();
      default -> throw new IllegalStateException("no field " + name);
    }
  }

  private @Nullable Slice readTif() throws IOException {
    if (!isNext("tif", ValueType.BINARY)) {
      return null;
    }
    int length = in.unpackBinaryHeader();
    requireLeft(length);
    Slice slice = new Slice(body.bytes(), (int) in.getTotalReadBytes(), length);
    in.readPayloadAsReference(length);
    return slice;
  }

  private @Nullable Integer readInt(String name, int limit) throws IOException {
    Long value = readInteger(name, limit);
    return value == null ? null : Math.toIntExact(value);
  }

  private @Nullable Long readInteger(String name, long limit) throws IOException {
    if (!isNext(name, ValueType.INTEGER)) {
      return null;
    }
    BigInteger value = in.unpackBigInteger();
    if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(limit)) > 0) {
      refuse(String.format(Locale.ROOT, "%s (%d) must be in [0, %d]", name, value, limit));
      return null;
    }
    return value.longValue();
  }

  private @Nullable String readPrintId() throws IOException {
    if (!isNext("print_id", ValueType.STRING)) {
      return null;
    }
    byte[] bytes = readBytes(in.unpackRawStringHeader());
    String problem = null;
    String text = "";
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      problem = problemOf(text);
    } catch (CharacterCodingException e) {
      problem = "must be UTF-8";
    }
    if (problem != null) {
      refuse(String.format(Locale.ROOT, "print_id (%d bytes) %s", bytes.length, problem));
    }
    return problem == null ? text : null;
  }

  /** What is wrong with a print's name; null if nothing is. */
  private @Nullable String problemOf(String text) {
    if (text.isBlank() || text.length() > limits.printId()) {
      return String.format(Locale.ROOT, "must have 1 to %d characters", limits.printId());
    }
    if (text.indexOf('/') >= 0 || text.indexOf('\\') >= 0 || text.matches("\\.{1,2}")) {
      return "must not hold a path";
    }
    return text.chars().anyMatch(Character::isISOControl)
        ? "must not hold control characters"
        : null;
  }

  private boolean isNext(String name, ValueType wanted) throws IOException {
    ValueType found = nextType();
    if (found != wanted) {
      refuse("%s must be of type %s, but is of type %s".formatted(name, wanted, found));
      in.skipValue();
    }
    return found == wanted;
  }

  private ValueType nextType() throws IOException {
    MessageFormat format = in.getNextFormat();
    if (format == MessageFormat.NEVER_USED) {
      throw new MessageNeverUsedFormatException("a byte that no value starts with (0xc1)");
    }
    return format.getValueType();
  }

  private byte[] readBytes(int length) throws IOException {
    return in.readPayload(requireLeft(length));
  }

  private int requireLeft(int length) throws IOException {
    long left = body.bytes().length - in.getTotalReadBytes();
    if (length > left) {
      throw new MessageInsufficientBufferException(
          String.format(Locale.ROOT, "%d bytes are announced, %d are left", length, left));
    }
    return length;
  }

  private void refuse(String breach) {
    if (reason == null) {
      reason = breach;
    }
  }

  private Message result() {
    TileKey key = printId == null || tileId == null ? null : new TileKey(printId, tileId);
    for (String name : FIELDS) {
      if (!seen.contains(name)) {
        refuse("%s is missing".formatted(name));
      }
    }
    if (reason == null && seqId != null && key != null && layer != null && tif != null) {
      return new Message.Accepted(seqId, key, layer, tif);
    }
    return new Message.Refused(
        seqId, key, layer, reason == null ? "unreadable" : reason, body.bytes());
  }
}
