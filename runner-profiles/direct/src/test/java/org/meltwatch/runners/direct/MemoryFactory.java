package org.meltwatch.runners.direct;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.meltwatch.model.received.Received;
import org.meltwatch.options.UsageException;
import org.meltwatch.source.RunPlace;
import org.meltwatch.source.SourceFactory;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileSource;

/** A source that no main code knows of: messages that a test has in its memory. */
public final class MemoryFactory implements SourceFactory {

  private static final Map<String, List<Received>> MESSAGES = new ConcurrentHashMap<>();

  /** Puts messages down, the lane's end last. */
  static void put(String name, List<Received> messages) {
    MESSAGES.put(name, List.copyOf(messages));
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String title() {
    return "Memory of a test";
  }

  @Override
  public List<Class<? extends PipelineOptions>> options() {
    return List.of(MemoryOptions.class);
  }

  @Override
  public Optional<String> askedBy(PipelineOptions options, List<String> plain) {
    return name(options).isEmpty() ? Optional.empty() : Optional.of("--memory");
  }

  @Override
  public void check(SourceRequest request) {
    if (!MESSAGES.containsKey(name(request.options()))) {
      throw new UsageException(
          "--memory (%s) must be the name of messages".formatted(name(request.options())));
    }
  }

  @Override
  public TileSource open(SourceRequest request) {
    String name = name(request.options());
    return new MemorySource(name, requireNonNull(MESSAGES.get(name)));
  }

  private static String name(PipelineOptions options) {
    String name = options.as(MemoryOptions.class).getMemory();
    return name == null ? "" : name;
  }

  private record MemorySource(String run, List<Received> messages) implements TileSource {

    @Override
    public TileFeed start(RunPlace place) {
      return new MemoryFeed(messages);
    }
  }

  private record MemoryFeed(List<Received> messages) implements TileFeed {

    @Override
    public PTransform<PBegin, PCollection<Received>> read() {
      return Create.of(messages).withType(TypeDescriptor.of(Received.class));
    }

    @Override
    public boolean repeats() {
      return true;
    }
  }
}
