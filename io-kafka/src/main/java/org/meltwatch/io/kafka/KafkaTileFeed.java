package org.meltwatch.io.kafka;

import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.ChallengerIO;
import org.meltwatch.io.fetch.HandOuts;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.kafka.lane.KafkaTopic;
import org.meltwatch.io.source.Reads;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.model.received.Outcomes;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileReader;

/** The messages of a topic; results are posted to the challenger that they came from, if any. */
final class KafkaTileFeed implements TileFeed {

  private final KafkaTopic topic;
  private final SourceRequest request;
  private final @Nullable Bench bench;
  private final Outcomes outcomes;
  private final HandOuts handOuts;
  private final StopSign stop;

  KafkaTileFeed(
      KafkaTopic topic,
      SourceRequest request,
      @Nullable Bench bench,
      Outcomes outcomes,
      StopSign stop) {
    this.topic = topic;
    this.request = request;
    this.bench = bench;
    this.outcomes = outcomes;
    this.handOuts = HandOuts.begin(topic);
    this.stop = stop;
  }

  /** As many lanes as the topic has: whoever filled it had the say. */
  @Override
  public PTransform<PBegin, PCollection<Received>> read() {
    return Reads.of(request, outcomes, stop)
        .withLimits(Reads.limits(request))
        .withLanes(topic.lanes())
        .from(topic);
  }

  @Override
  public Optional<PTransform<PCollection<TileResult>, PCollection<TileResult>>> sink() {
    return bench == null
        ? Optional.empty()
        : Optional.of(ChallengerIO.writeResults().withBench(bench));
  }

  @Override
  public TileReader reader() throws IOException {
    return KafkaTileReader.of(topic, bench, Reads.limits(request), stop);
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public HandedOut handedOut() {
    return handOuts.handedOut();
  }

  @Override
  public @Nullable String end() throws IOException, InterruptedException {
    HandOuts.end(topic);
    return bench == null ? null : ChallengerClient.at(bench.challenger()).end(bench).toString();
  }
}
