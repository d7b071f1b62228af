package org.meltwatch.io.source;

import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.BenchReader;
import org.meltwatch.io.ChallengerIO;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.HandOuts;
import org.meltwatch.io.http.Asking;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.model.received.Outcomes;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileReader;

/** The batches of a bench that was started; results are posted to it. */
final class ChallengerFeed implements TileFeed {

  private final ChallengerClient client;
  private final Bench bench;
  private final SourceRequest request;
  private final ChallengerSettings settings;
  private final RunSpool spool;
  private final Outcomes outcomes;
  private final HandOuts handOuts;
  private final StopSign stop;
  private final @Nullable String gone;

  ChallengerFeed(
      ChallengerClient client,
      Bench bench,
      SourceRequest request,
      ChallengerSettings settings,
      RunSpool spool,
      Outcomes outcomes,
      StopSign stop,
      @Nullable String gone) {
    this.client = client;
    this.bench = bench;
    this.request = request;
    this.settings = settings;
    this.spool = spool;
    this.outcomes = outcomes;
    this.handOuts = HandOuts.begin(bench);
    this.stop = stop;
    this.gone = gone;
  }

  @Override
  public PTransform<PBegin, PCollection<Received>> read() {
    ChallengerIO.Read read = Reads.of(request, outcomes, stop);
    return (gone == null ? read.withBench(bench) : read.withAbandoned(bench))
        .withPrefetch(settings.prefetch())
        .withEndConfirm(settings.endConfirm())
        .withPatience(settings.patience())
        .withLimits(settings.limits())
        .withSpool(spool.directory())
        .withCheckpoints(repeats() && request.checkpointed());
  }

  @Override
  public Optional<PTransform<PCollection<TileResult>, PCollection<TileResult>>> sink() {
    return gone == null
        ? Optional.of(
            ChallengerIO.writeResults().withBench(bench).withPatience(settings.patience()))
        : Optional.empty();
  }

  @Override
  public TileReader reader() {
    return new BenchReader(
        bench,
        settings.limits(),
        Asking.DEFAULT
            .withTimeout(FetchSettings.DEFAULT.asking().timeout())
            .withEndConfirm(settings.endConfirm())
            .withPatience(settings.patience()),
        stop);
  }

  @Override
  public boolean repeats() {
    return spool.directory() != null;
  }

  @Override
  public void step() throws IOException {
    spool.step();
  }

  @Override
  public @Nullable String curtailed() {
    return gone;
  }

  @Override
  public boolean restarted() {
    return spool.restarted();
  }

  @Override
  public HandedOut handedOut() {
    return handOuts.handedOut();
  }

  @Override
  public @Nullable String end() throws IOException, InterruptedException {
    HandOuts.end(bench);
    return gone == null ? client.end(bench).toString() : null;
  }

  @Override
  public void finish() throws IOException {
    spool.finish();
  }

  @Override
  public void rescue() throws IOException {
    spool.rescue();
  }
}
