package org.meltwatch.runners.spark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.io.MicrobatchSource;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.joda.time.Duration;
import org.meltwatch.io.source.ChallengerOptions;
import org.meltwatch.options.UsageException;
import org.meltwatch.pipeline.MonitorJob;
import org.meltwatch.pipeline.MonitorOptions;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.processes.ClassPathEntries;
import org.meltwatch.processes.JvmFlags;
import org.meltwatch.processes.LoopbackCluster;
import org.meltwatch.record.watch.RunWatch;
import org.meltwatch.runners.spark.replay.KeptReads;
import org.meltwatch.runners.spark.replay.ReadsOnce;
import org.meltwatch.runners.spark.replay.SettledBatches;
import org.meltwatch.sdf.UnboundedSdfs;
import org.meltwatch.sdf.settings.ReadKeeping;
import org.meltwatch.sdf.settings.SdfSettings;

/** Spark in streaming mode: micro-batches, read through an unbounded source. */
public final class SparkProfile implements RunnerProfile {

  /** Small, for a lane's checkpoint mark holds what a poll gave and no batch has taken yet. */
  private static final int OUTPUTS_PER_POLL = 8;

  private static final Duration POLL = Duration.millis(100);

  /** The runner closes the reader of every lane whose micro-batch comes late. */
  private static final Duration TEARDOWN_DELAY = Duration.standardMinutes(1);

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public String engine() {
    return "Spark %s, Beam Spark runner %s"
        .formatted(
            org.apache.spark.package$.MODULE$.SPARK_VERSION(),
            ReleaseInfo.getReleaseInfo().getVersion());
  }

  @Override
  public List<String> jvmFlags() {
    return Stream.concat(Stream.of("-Xmx3g", "-XX:+UseParallelGC"), JvmFlags.opens().stream())
        .toList();
  }

  @Override
  public List<String> defaults() {
    return List.of(
        "--runner=SparkRunner",
        "--sparkMaster=" + SparkMaster.THREAD_PER_LANE,
        "--checkpointDir=" + System.getProperty("java.io.tmpdir"),
        "--batchIntervalMillis=250",
        "--minReadTimeMillis=100",
        "--maxRecordsPerBatch=128",
        // What one micro-batch takes is fetched while the one before it is computed.
        "--prefetch=8",
        // Images in the engine's state push its cached batches out of memory, and Spark reads again
        // what it no longer has.
        "--payload=spool",
        // Two micro-batches and three layers of a print; what is held longer the collector has to
        // look at again and again.
        "--imageCache=256",
        // A micro-batch bounds what is on its way already.
        "--maxInFlight=0",
        "--enableSparkMetricSinks=false");
  }

  @Override
  public boolean runsInThisProcess(PipelineOptions options) {
    return SparkMaster.of(options.as(SparkPipelineOptions.class)).isLocal();
  }

  @Override
  public boolean hasEventTimeTimers() {
    return false;
  }

  /** A single process that is lost takes the run with it. */
  @Override
  public boolean restartsFromCheckpoints(PipelineOptions options) {
    return !runsInThisProcess(options);
  }

  @Override
  public void check(PipelineOptions options) {
    SparkMaster.of(options.as(SparkPipelineOptions.class));
    if (SparkMaster.isSubmitted() && options.as(ChallengerOptions.class).getChallenger() == null) {
      throw new UsageException(
          "--challenger must be given to a job of spark-submit: it cannot start a local one");
    }
  }

  @Override
  public Optional<LoopbackCluster> cluster() {
    return Optional.of(
        new LoopbackCluster(
            LocalCluster.class.getName(), 7077, "--sparkMaster=spark://127.0.0.1:", "", 2));
  }

  @Override
  public void run(MonitorJob job, RunWatch watch) throws IOException, InterruptedException {
    Pipeline pipeline = job.pipeline();
    SparkLimits.check(pipeline);
    SparkPipelineOptions options = pipeline.getOptions().as(SparkPipelineOptions.class);
    SparkMaster master = SparkMaster.of(options);
    options.setSparkMaster(master.url());
    try (CheckpointDirectory directory = CheckpointDirectory.in(options.getCheckpointDir())) {
      options.setCheckpointDir(directory.checkpoints());
      UnboundedSdfs.replaceAll(
          pipeline,
          new SdfSettings(
              OUTPUTS_PER_POLL, POLL, TEARDOWN_DELAY, keeping(job, master, options, directory)));
      SparkSettings.apply(master);
      if (!master.isLocal()) {
        stage(options, directory);
      }
      SparkRun.start(pipeline, !master.isLocal() || !job.claims()).await(watch, job::isStopping);
      if (master.isLocal()) {
        // A later run in this process must not be served by the readers of this one.
        MicrobatchSource.clearCache();
        UnboundedSdfs.closeIdle();
      }
    }
  }

  /** How what was read is kept for micro-batches that are computed anew. */
  private static ReadKeeping keeping(
      MonitorJob job,
      SparkMaster master,
      SparkPipelineOptions options,
      CheckpointDirectory directory)
      throws IOException {
    long records = options.getMaxRecordsPerBatch();
    int ofLane =
        records > 0
            ? (int) Math.max(1, records / options.as(MonitorOptions.class).getLanes())
            : Integer.MAX_VALUE;
    if (master.isLocal() && !job.claims() && !job.repeats()) {
      return new ReadKeeping(new ReadsOnce(), ofLane);
    }
    KeptReads reads = new KeptReads(directory.reads());
    SparkContextOptions listening = options.as(SparkContextOptions.class);
    listening.setListeners(
        List.of(
            new SettledBatches(
                reads, options.getCheckpointDurationMillis() / options.getBatchIntervalMillis())));
    return new ReadKeeping(reads, ofLane);
  }

  /** What a cluster needs beside Spark: jars that the user names, or this process's class path. */
  private static void stage(SparkPipelineOptions options, CheckpointDirectory directory)
      throws IOException {
    if (options.getTempLocation() == null) {
      options.setTempLocation(directory.staged());
    }
    if (options.getFilesToStage() == null || options.getFilesToStage().isEmpty()) {
      // Of what spark-submit was given, nothing is Spark's.
      options.setFilesToStage(
          SparkMaster.isSubmitted()
              ? ClassPathEntries.ofThisProcess()
              : ClassPath.ofThisProcess().job());
    }
  }
}
