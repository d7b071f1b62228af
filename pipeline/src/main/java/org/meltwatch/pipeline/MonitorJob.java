package org.meltwatch.pipeline;

import java.nio.file.Path;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.model.DefectRules;

/**
 * What an engine is to do in a run: monitor one bench. Engines that run Beam ask for the pipeline;
 * a program of its own kind asks for the settings.
 */
public final class MonitorJob {

  private final MonitorOptions options;
  private final MonitorPrint.Settings settings;

  MonitorJob(MonitorOptions options, MonitorPrint.Settings settings) {
    this.options = options;
    this.settings = settings;
  }

  /** The one pipeline, whole and not yet run. */
  public Pipeline pipeline() {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("MonitorPrint", new MonitorPrint(settings));
    return pipeline;
  }

  /** The bench, created and started. */
  public Bench bench() {
    return settings.bench();
  }

  /** The results directory. */
  public Path output() {
    return Path.of(settings.output());
  }

  /** Where messages are kept until their results are out; null if nowhere. */
  public @Nullable String spool() {
    return settings.spool();
  }

  /** True if images are claimed from the spool instead of going through the engine. */
  public boolean claims() {
    return settings.images().areClaimed();
  }

  /** What a message of the challenger may ask for. */
  public MessageLimits messageLimits() {
    return settings.messageLimits();
  }

  /** The thresholds. */
  public DefectRules rules() {
    return settings.rules();
  }

  /** Which implementation clusters. */
  public Clustering clustering() {
    return settings.clustering();
  }
}
