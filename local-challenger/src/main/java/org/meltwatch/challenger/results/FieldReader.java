package org.meltwatch.challenger.results;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/** Reads single values of whatever type a client took for them; each call takes one value. */
final class FieldReader {

  /** Whole numbers are exact in a double up to here. */
  private static final double EXACT = 1L << 53;

  private final MessageUnpacker unpacker;
  private final Remarks remarks;

  FieldReader(MessageUnpacker unpacker, Remarks remarks) {
    this.unpacker = unpacker;
    this.remarks = remarks;
  }

  /** A map's key; empty if it is no text. */
  String key() throws IOException {
    return next() == ValueType.STRING ? unpacker.unpackString() : skipped("");
  }

  /** A number or a text, as text; its type if it is neither. */
  String text() throws IOException {
    ValueType type = next();
    return switch (type) {
      case STRING -> unpacker.unpackString();
      case INTEGER -> String.valueOf(unpacker.unpackLong());
      default -> skipped(name(type));
    };
  }

  /** A whole number; null with a remark if it is none. */
  @Nullable Long whole(String name) throws IOException {
    if (next() == ValueType.INTEGER) {
      return unpacker.unpackLong();
    }
    Double number = number(name);
    if (number == null) {
      return null;
    }
    if (number != Math.rint(number) || Math.abs(number) > EXACT) {
      remarks.add("%s (%s) is not a whole number".formatted(name, number));
      return null;
    }
    return number.longValue();
  }

  /** A finite number; null with a remark if it is none. */
  @Nullable Double number(String name) throws IOException {
    ValueType type = next();
    double number;
    switch (type) {
      case INTEGER -> number = unpacker.unpackLong();
      case FLOAT -> number = unpacker.unpackDouble();
      default -> {
        remarks.add("%s is not a number but %s".formatted(name, name(type)));
        return skipped(null);
      }
    }
    if (!Double.isFinite(number)) {
      remarks.add("%s (%s) is not finite".formatted(name, number));
      return null;
    }
    return number;
  }

  private ValueType next() throws IOException {
    return unpacker.getNextFormat().getValueType();
  }

  private <T extends @Nullable Object> T skipped(T instead) throws IOException {
    unpacker.skipValue();
    return instead;
  }

  private static String name(ValueType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
