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
  private final boolean watches;

  /**
   * A source.
   *
   * @param watches whether the challenger watches a print while it is printed
   */
  LocalSource(ChallengerProcess challenger, TileSource bench, boolean watches) {
    this.challenger = challenger;
    this.bench = bench;
    this.watches = watches;
  }

  @Override
  public boolean endsWhenTold() {
    return watches;
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
