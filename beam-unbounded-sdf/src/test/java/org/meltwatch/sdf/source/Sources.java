package org.meltwatch.sdf.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.dofn.Lane;
import org.meltwatch.sdf.dofn.Sdf;
import org.meltwatch.sdf.dofn.SdfMark;
import org.meltwatch.sdf.settings.SdfSettings;

/** Drives sources by hand, as an engine would. */
public final class Sources {

  static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();

  /** Small enough that the tests see polls end early. */
  public static final SdfSettings SETTINGS = new SdfSettings(5, Duration.millis(200));

  private Sources() {}

  static Sdf<String, String> sdf(DoFn<String, String> fn) {
    return sdf(fn, SETTINGS);
  }

  static Sdf<String, String> sdf(DoFn<String, String> fn, SdfSettings settings) {
    try {
      CoderRegistry coders = CoderRegistry.createDefault();
      return Sdf.of(
          "Count",
          fn,
          StringUtf8Coder.of(),
          coders.getCoder(fn.getOutputTypeDescriptor()),
          coders,
          settings);
    } catch (CannotProvideCoderException e) {
      throw new IllegalStateException("no coder for the outputs of " + fn.getClass(), e);
    }
  }

  static SdfSource<String, String> source(DoFn<String, String> fn, String... elements) {
    return source(sdf(fn), elements);
  }

  static SdfSource<String, String> source(Sdf<String, String> sdf, String... elements) {
    List<WindowedValue<String>> values =
        Stream.of(elements).map(WindowedValues::valueInGlobalWindow).toList();
    return new SdfSource<>(sdf, Lane.split(sdf, values, OPTIONS));
  }

  /** A reader in a process of its own: source and mark have been sent there as bytes. */
  static <OutputT> UnboundedReader<OutputT> reader(
      SdfSource<String, OutputT> source, @Nullable SdfMark<OutputT> mark) throws IOException {
    SdfSource<String, OutputT> sent = SerializableUtils.clone(source);
    SdfMark<OutputT> received =
        mark == null ? null : CoderUtils.clone(source.getCheckpointMarkCoder(), mark);
    return sent.createReader(OPTIONS, received);
  }

  static SdfMark<String> mark(UnboundedReader<String> reader) {
    return ((SdfReader<?, String>) reader).getCheckpointMark();
  }

  /** All that a reader gives up to the end of its lane, however often it has nothing to give. */
  static List<String> readToEnd(UnboundedReader<String> reader) throws IOException {
    List<String> outputs = new ArrayList<>();
    boolean available = reader.start();
    while (available || reader.getWatermark().isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE)) {
      if (available) {
        outputs.add(reader.getCurrent());
      }
      available = reader.advance();
    }
    return outputs;
  }

  static List<String> readToEnd(SdfSource<String, String> source) {
    try (UnboundedReader<String> reader = reader(source, null)) {
      return readToEnd(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + source, e);
    }
  }

  public static List<String> counted(String name, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> name + "-" + i).toList();
  }
}
