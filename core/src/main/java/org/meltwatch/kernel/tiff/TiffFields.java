package org.meltwatch.kernel.tiff;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The fields of a TIFF file's first image file directory (IFD): a count, then 12 bytes a field
 * (tag, type, how many values, the values or their offset), then the offset of the next directory.
 */
final class TiffFields {

  private static final int FIELD_BYTES = 12;
  private static final int NONE = -1;

  /** A tile is one image; directories cost six bytes of a file each, and time and memory here. */
  private static final int MOST_DIRECTORIES = 1024;

  private final TiffBytes bytes;
  private final long first;
  private final int count;

  private TiffFields(TiffBytes bytes, long first, int count) {
    this.bytes = bytes;
    this.first = first;
    this.count = count;
  }

  /**
   * The first directory. Whatever follows in the chain of directories is not looked into (a tile is
   * the first image), but the chain must lie in the file, be short and end.
   */
  static TiffFields first(TiffBytes bytes) throws UnreadableTileException {
    long start = bytes.unsignedInt(4, "offset of the first directory");
    TiffFields fields = at(bytes, start);
    Set<Long> visited = new HashSet<>();
    visited.add(start);
    for (long next = fields.next(); next != 0; next = at(bytes, next).next()) {
      if (!visited.add(next)) {
        throw new UnreadableTileException(
            String.format(
                Locale.ROOT,
                "directory offset (%d) must not be repeated in the chain of directories",
                next));
      }
      if (visited.size() > MOST_DIRECTORIES) {
        throw new UnreadableTileException(
            String.format(
                Locale.ROOT,
                "directories must be at most %d in the chain of directories",
                MOST_DIRECTORIES));
      }
    }
    return fields;
  }

  private static TiffFields at(TiffBytes bytes, long start) throws UnreadableTileException {
    if (start < 8) {
      throw new UnreadableTileException(
          String.format(Locale.ROOT, "directory offset (%d) must not lie in the header", start));
    }
    int count = bytes.unsignedShort(start, "directory's field count");
    bytes.require(start + 2, (long) count * FIELD_BYTES + 4, "directory");
    return new TiffFields(bytes, start + 2, count);
  }

  private long next() throws UnreadableTileException {
    return bytes.unsignedInt(first + (long) count * FIELD_BYTES, "offset of the next directory");
  }

  boolean has(TiffTag tag) throws UnreadableTileException {
    return find(tag) != NONE;
  }

  /** The single value of a field that must be there and in [least, most]. */
  int one(TiffTag tag, int least, int most) throws UnreadableTileException {
    long at = find(tag);
    if (at == NONE) {
      throw new UnreadableTileException("%s is missing".formatted(tag));
    }
    long value = values(tag, at, 1)[0];
    if (value < least || value > most) {
      String rule = least == most ? "be %d" : "be in [%d, %d]";
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT,
              "%s (%d) in the field at offset %d must %s",
              tag,
              value,
              at,
              String.format(Locale.ROOT, rule, least, most)));
    }
    return (int) value;
  }

  /** As {@link #one(TiffTag, int, int)}, but a field that is not there has a default. */
  int one(TiffTag tag, int least, int most, int absent) throws UnreadableTileException {
    return has(tag) ? one(tag, least, most) : absent;
  }

  /** The single positive value of a field; {@code most} if it is larger or not there. */
  int oneUpTo(TiffTag tag, int most) throws UnreadableTileException {
    long value = has(tag) ? all(tag, 1)[0] : most;
    if (value < 1) {
      throw new UnreadableTileException(
          String.format(Locale.ROOT, "%s (%d) must be positive", tag, value));
    }
    return (int) Math.min(value, most);
  }

  /** All values of a field that must be there and hold {@code length} values. */
  long[] all(TiffTag tag, int length) throws UnreadableTileException {
    long at = find(tag);
    if (at == NONE) {
      throw new UnreadableTileException("%s is missing".formatted(tag));
    }
    return values(tag, at, length);
  }

  private long find(TiffTag tag) throws UnreadableTileException {
    for (int i = 0; i < count; i++) {
      long at = first + (long) i * FIELD_BYTES;
      if (bytes.unsignedShort(at, "tag") == tag.number) {
        return at;
      }
    }
    return NONE;
  }

  private long[] values(TiffTag tag, long field, int length) throws UnreadableTileException {
    int size = valueSize(tag, field);
    long held = bytes.unsignedInt(field + 4, "value count");
    if (held != length) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT,
              "%s's value count (%d) in the field at offset %d must be %d",
              tag,
              held,
              field,
              length));
    }
    long start = field + 8;
    if ((long) length * size > 4) {
      start = bytes.unsignedInt(start, "offset of the values");
      bytes.require(start, (long) length * size, tag + "'s values");
    }
    long[] values = new long[length];
    for (int i = 0; i < length; i++) {
      values[i] = value(start + (long) i * size, size);
    }
    return values;
  }

  private int valueSize(TiffTag tag, long field) throws UnreadableTileException {
    int type = bytes.unsignedShort(field + 2, "field type");
    return switch (type) {
      case 1 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      default ->
          throw new UnreadableTileException(
              String.format(
                  Locale.ROOT,
                  "%s's type (%d) in the field at offset %d must be 1, 3 or 4, an unsigned integer",
                  tag,
                  type,
                  field));
    };
  }

  private long value(long at, int size) throws UnreadableTileException {
    return switch (size) {
      case 1 -> bytes.unsignedByte(at, "value");
      case 2 -> bytes.unsignedShort(at, "value");
      default -> bytes.unsignedInt(at, "value");
    };
  }
}
