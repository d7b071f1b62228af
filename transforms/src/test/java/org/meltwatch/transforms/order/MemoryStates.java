package org.meltwatch.transforms.order;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.ReadableState;
import org.apache.beam.sdk.state.ReadableStates;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;

/**
 * State as engines keep it on a heap: what is read is the very object that was written. A snapshot
 * may be taken at any moment; whoever changed an object in place meanwhile is found out.
 */
final class MemoryStates {

  private MemoryStates() {}

  static byte[] encode(Coder<?> coder, Object value) {
    try {
      @SuppressWarnings("unchecked") // the state's own coder
      Coder<Object> any = (Coder<Object>) coder;
      return CoderUtils.encodeToByteArray(any, value);
    } catch (CoderException e) {
      throw new IllegalStateException("state cannot be encoded", e);
    }
  }

  static <T> T decode(Coder<T> coder, byte[] bytes) {
    try {
      return CoderUtils.decodeFromByteArray(coder, bytes);
    } catch (CoderException e) {
      throw new IllegalStateException("state cannot be decoded", e);
    }
  }

  /** One value, or none. */
  static final class Value<T> implements ValueState<T> {

    private final Coder<T> coder;
    private @Nullable T value;
    private byte @Nullable [] written;

    Value(Coder<T> coder) {
      this.coder = coder;
    }

    @Override
    public void write(T newValue) {
      value = newValue;
      written = encode(coder, newValue);
    }

    @Override
    public @Nullable T read() {
      return value;
    }

    @Override
    public ValueState<T> readLater() {
      return this;
    }

    @Override
    public void clear() {
      value = null;
      written = null;
    }

    byte @Nullable [] snapshot() {
      if (written != null && value != null) {
        assertArrayEquals(written, encode(coder, value), "state was changed in place");
      }
      return written;
    }

    void restore(byte @Nullable [] snapshot) {
      written = snapshot;
      value = snapshot == null ? null : decode(coder, snapshot);
    }
  }

  /** Any number of elements. */
  static final class Bag<T> implements BagState<T> {

    private final ListCoder<T> coder;
    private List<T> elements = new ArrayList<>();

    Bag(Coder<T> coder) {
      this.coder = ListCoder.of(coder);
    }

    @Override
    public void add(T element) {
      elements.add(element);
    }

    @Override
    public ReadableState<Boolean> isEmpty() {
      return ReadableStates.immediate(elements.isEmpty());
    }

    @Override
    public Iterable<T> read() {
      return List.copyOf(elements);
    }

    @Override
    public BagState<T> readLater() {
      return this;
    }

    @Override
    public void clear() {
      elements.clear();
    }

    int size() {
      return elements.size();
    }

    byte[] snapshot() {
      return encode(coder, elements);
    }

    void restore(byte[] snapshot) {
      elements = new ArrayList<>(decode(coder, snapshot));
    }
  }
}
