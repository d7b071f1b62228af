package org.meltwatch.io.kafka;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.kafka.lane.Answered;
import org.meltwatch.io.kafka.lane.KafkaTopic;
import org.meltwatch.io.source.Reads;
import org.meltwatch.options.UsageException;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.source.RunPlace;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic that holds something. */
final class KafkaTileSource implements TileSource {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaTileSource.class);

  private final KafkaSettings settings;
  private final SourceRequest request;
  private final Survey survey;

  private KafkaTileSource(KafkaSettings settings, SourceRequest request, Survey survey) {
    this.settings = settings;
    this.request = request;
    this.survey = survey;
  }

  /**
   * Looks at the topic.
   *
   * @param bench the bench that is read; null for that of the newest record
   * @throws UsageException if there is nothing to be read
   */
  static KafkaTileSource of(KafkaSettings settings, SourceRequest request, @Nullable String bench)
      throws IOException, InterruptedException {
    Survey survey;
    try {
      survey = Surveyor.survey(settings, bench);
    } catch (IOException e) {
      throw new UsageException("--brokers: " + e.getMessage(), e);
    }
    KafkaTileSource source = new KafkaTileSource(settings, request, survey);
    LOG.warn(
        "reading {}, {} lanes{}",
        source.topic(List.of()).described(),
        survey.firsts().size(),
        survey.bench() == null
            ? ": its messages come from another producer, in order of their offsets; no gap is"
                + " proven before the end, and results are posted nowhere"
            : "");
    return source;
  }

  private KafkaTopic topic(List<List<IdRange>> done) {
    return new KafkaTopic(
        settings.brokers(),
        settings.topic(),
        survey.bench(),
        survey.firsts(),
        done,
        settings.patience(),
        settings.silence(survey.bench() == null));
  }

  @Override
  public String run() {
    return survey.bench() == null ? settings.topic() : survey.bench();
  }

  @Override
  public @Nullable String handle() {
    return survey.bench();
  }

  @Override
  public boolean survives() {
    return true;
  }

  @Override
  public TileFeed start(RunPlace place) throws IOException {
    KafkaTopic topic = topic(List.of());
    if (place.needed() != null) {
      topic = topic(Answered.positions(topic, place.needed(), Reads.limits(request)));
    }
    return new KafkaTileFeed(topic, request, bench(), place.outcomes(), place.stop());
  }

  /** Who wants the results; null if nobody does. */
  private @Nullable Bench bench() {
    return settings.post() && survey.bench() != null && survey.challenger() != null
        ? new Bench(URI.create(survey.challenger()), survey.bench())
        : null;
  }
}
