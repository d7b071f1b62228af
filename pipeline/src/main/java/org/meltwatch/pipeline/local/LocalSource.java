package org.meltwatch.pipeline.local;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meltwatch.processes.ChallengerProcess;
import org.meltwatch.source.RunPlace;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileSource;

/** A bench at a challenger that ends with it. */
final class LocalSource implements TileSource {

  private final ChallengerProcess challenger;
  private final TileSource bench;

  LocalSource(ChallengerProcess challenger, TileSource bench) {
    this.challenger = challenger;
    this.bench = bench;
  }

  @Override
  public String run() {
    return bench.run();
  }

  @Override
  public @Nullable String handle() {
    return bench.handle();
  }

  @Override
  public boolean survives() {
    return bench.survives();
  }

  @Override
  public long expectedTiles() {
    return challenger.batches();
  }

  @Override
  public TileFeed start(RunPlace place) throws IOException, InterruptedException {
    return bench.start(place);
  }

  @Override
  public void close() throws IOException {
    try (challenger) {
      bench.close();
    }
  }
}
