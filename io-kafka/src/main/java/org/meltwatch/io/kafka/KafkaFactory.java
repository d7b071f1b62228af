package org.meltwatch.io.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.meltwatch.io.kafka.lane.KafkaImages;
import org.meltwatch.io.source.ChallengerOptions;
import org.meltwatch.io.source.Reads;
import org.meltwatch.options.UsageException;
import org.meltwatch.source.SourceFactory;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileSource;
import org.meltwatch.transforms.images.ImageStore;

/** A topic of Kafka: {@code --source=kafka --brokers=HOST:PORT --topic=NAME}. */
public final class KafkaFactory implements SourceFactory {

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String title() {
    return "Kafka";
  }

  @Override
  public List<Class<? extends PipelineOptions>> options() {
    return List.of(KafkaOptions.class);
  }

  /** The topic is one. */
  @Override
  public List<String> defaults(List<String> plain) {
    return List.of("--spool=off");
  }

  @Override
  public Optional<String> askedBy(PipelineOptions options, List<String> plain) {
    return options.as(KafkaOptions.class).getTopic() == null
        ? Optional.empty()
        : Optional.of("--topic");
  }

  @Override
  public Optional<ImageStore> images() {
    return Optional.of(new KafkaImages());
  }

  @Override
  public void check(SourceRequest request) {
    KafkaSettings.of(request.options());
    Reads.limits(request);
    ChallengerOptions options = request.options().as(ChallengerOptions.class);
    if (!"off".equals(options.getSpool())
        || options.getKeepSpool()
        || options.getSpoolDir() != null) {
      throw new UsageException(
          "--source=kafka writes no spool, for the topic is one: it cannot go with --spool=on or"
              + " memory, --spoolDir or --keepSpool");
    }
  }

  @Override
  public TileSource open(SourceRequest request) throws IOException, InterruptedException {
    KafkaSettings settings = KafkaSettings.of(request.options());
    return KafkaTileSource.of(settings, request, settings.bench());
  }

  @Override
  public TileSource reopen(SourceRequest request, String handle)
      throws IOException, InterruptedException {
    return KafkaTileSource.of(KafkaSettings.of(request.options()), request, handle);
  }
}
