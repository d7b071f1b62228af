package org.meltwatch.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.pictures.Keep;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileReader;
import org.meltwatch.tracking.TrackingSettings;

/**
 * What an engine is to do in a run: monitor the tiles of one source. Engines that run Beam ask for
 * the pipeline; a program of its own kind reads tile by tile.
 */
public final class MonitorJob {

  private final MonitorOptions options;
  private final MonitorPrint.Settings settings;
  private final Path output;
  private final TileFeed feed;
  private final List<AnswerStep> steps;
  private final StopSign stop;
  private final KeyStarts starts;
  private final boolean resumed;

  MonitorJob(
      MonitorOptions options,
      MonitorPrint.Settings settings,
      Path output,
      TileFeed feed,
      List<AnswerStep> steps,
      StopSign stop,
      @Nullable KeyStarts resumed) {
    this.options = options;
    this.settings = settings;
    this.output = output;
    this.feed = feed;
    this.steps = steps;
    this.stop = stop;
    this.resumed = resumed != null;
    this.starts = resumed != null ? resumed : KeyStarts.at(settings.rules().firstLayer());
  }

  /** The one pipeline, whole and not yet run. */
  public Pipeline pipeline() {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(
        "MonitorPrint", new MonitorPrint(settings, starts, output.toString(), feed, steps));
    return pipeline;
  }

  /** True if steps on the class path compute answers of their own, as parts of the pipeline. */
  public boolean hasFurtherAnswers() {
    return !steps.isEmpty();
  }

  /** The same tiles one by one. */
  public TileReader reader() throws IOException {
    return feed.reader();
  }

  /** Batch ids of tiles that are there for the windows above them and are not answered. */
  public List<IdRange> answeredBefore() {
    return feed.answeredBefore();
  }

  /** True if the run is to end soon, so that an engine has no time to stop in its usual way. */
  public boolean isStopping() {
    return stop.isUp();
  }

  /** True if the run goes on with one that died. */
  public boolean isResumed() {
    return resumed;
  }

  /** The results directory. */
  public Path output() {
    return output;
  }

  /** True if a lane that is read on in another process hands on the same messages again. */
  public boolean repeats() {
    return feed.repeats();
  }

  /** True if images are claimed from the source instead of going through the engine. */
  public boolean claims() {
    return settings.images().areClaimed();
  }

  /** The thresholds. */
  public DefectRules rules() {
    return settings.rules();
  }

  /** How many bytes of disk all dead letters may take. */
  public long maxDeadLetterBytes() {
    return settings.maxDeadLetterBytes();
  }

  /** How defects are tracked; null if they are not. */
  public @Nullable TrackingSettings tracking() {
    return settings.tracking();
  }

  /** Which pictures of tiles are kept. */
  public Keep pictures() {
    return settings.pictures();
  }

  /** Which implementation clusters. */
  public Clustering clustering() {
    return settings.clustering();
  }
}
