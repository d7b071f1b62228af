package org.meltwatch.runners.flink;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.joda.time.Duration;
import org.meltwatch.io.source.ChallengerOptions;
import org.meltwatch.options.OptionRange;
import org.meltwatch.options.UsageException;
import org.meltwatch.pipeline.MonitorJob;
import org.meltwatch.pipeline.MonitorOptions;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.processes.JvmFlags;
import org.meltwatch.processes.LoopbackCluster;
import org.meltwatch.record.watch.RunWatch;
import org.meltwatch.sdf.UnboundedSdfs;
import org.meltwatch.sdf.settings.SdfSettings;

/**
 * Flink, streaming: in this process by default, on a cluster with {@code --flinkMaster=HOST:PORT},
 * and wherever {@code flink run} says if it is that which started this process.
 *
 * <p>The challenger is read through an unbounded source that drives the Splittable DoFn, for then a
 * job ends by itself whether it takes checkpoints or not, and restarts at once.
 */
public final class FlinkProfile implements RunnerProfile {

  /** A lane hands on at most this many tiles before the other lanes of its subtask have a turn. */
  private static final SdfSettings SOURCE = new SdfSettings(4, Duration.millis(20));

  /** As many tiles as Flink's buffers hold inline, about; outcomes are told 20 times a second. */
  private static final int CLAIMS_A_SUBTASK = 16;

  private static final String APP = "meltwatch";
  private static final long NO_CHECKPOINTS = -1;

  /** Flink's own, in milliseconds. */
  private static final long LEAST_INTERVAL = 10;

  /** Flink's own. */
  private static final int MOST_SUBTASKS = 32_768;

  /** Far more than a machine has processors, and than the network buffers of a process carry. */
  private static final int MOST_SUBTASKS_HERE = 128;

  @Override
  public String name() {
    return "flink";
  }

  @Override
  public String engine() {
    return "Apache Flink " + EnvironmentInformation.getVersion();
  }

  @Override
  public List<String> jvmFlags() {
    return Stream.concat(Stream.of("-Xmx2g", "-XX:+UseParallelGC"), JvmFlags.opens().stream())
        .toList();
  }

  @Override
  public List<String> defaults() {
    return List.of(
        "--runner=FlinkRunner",
        // In this process, unless it is flink run that has started it.
        "--flinkMaster=" + FlinkJob.AUTO,
        "--streaming=true",
        "--parallelism=" + Runtime.getRuntime().availableProcessors(),
        "--objectReuse=true",
        // With faster copies Flink's heap state is not copied on write either: a snapshot, which is
        // written while the job goes on, would hold what state became after the checkpoint.
        "--fasterCopy=false",
        // A bundle ends with its only element. Ended by the clock instead, bundles keep two timers
        // of every step busy, which cost as much as the work.
        "--maxBundleSize=1",
        "--maxBundleTimeMills=1000",
        "--autoWatermarkInterval=5",
        "--shutdownSourcesAfterIdleMs=1",
        // A checkpoint that cannot be written, on a full disk for example, is no reason to stop.
        "--failOnCheckpointingErrors=false",
        "--externalizedCheckpointsEnabled=true",
        "--retainExternalizedCheckpointsOnCancellation=true");
  }

  /**
   * Where all subtasks share this process, claims save the copying of images into Flink's buffers
   * and out of them. Buffers bound how many images are on their way, but hold thousands of claims.
   */
  @Override
  public List<String> furtherDefaults(MonitorOptions options) {
    String payload = options.getPayload();
    String spool = options.as(ChallengerOptions.class).getSpool();
    boolean memory =
        spool == null
            ? !"inline".equals(payload) && suitsMemory(options.as(ChallengerOptions.class))
            : spool.equals("memory");
    boolean claims = payload == null ? memory : payload.equals("spool");
    int subtasks = options.as(FlinkPipelineOptions.class).getParallelism();
    Stream<String> further =
        Stream.of(
            "--payload=" + (claims ? "spool" : "inline"),
            "--maxInFlight=" + (claims ? CLAIMS_A_SUBTASK * subtasks : 0));
    return Stream.concat(further, memory ? Stream.of("--spool=memory") : Stream.of()).toList();
  }

  private boolean suitsMemory(ChallengerOptions options) {
    return runsInThisProcess(options)
        && !restartsFromCheckpoints(options)
        && !options.getKeepSpool()
        && options.getSpoolDir() == null;
  }

  @Override
  public boolean runsInThisProcess(PipelineOptions options) {
    String master = options.as(FlinkPipelineOptions.class).getFlinkMaster();
    return master.equals("[local]")
        || (master.equals(FlinkJob.AUTO) && !FlinkRunEnvironment.isPrepared());
  }

  @Override
  public boolean hasEventTimeTimers() {
    return true;
  }

  @Override
  public boolean restartsFromCheckpoints(PipelineOptions options) {
    return options.as(FlinkPipelineOptions.class).getCheckpointingInterval() > 0;
  }

  @Override
  public void check(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    long interval = flink.getCheckpointingInterval();
    if (interval != NO_CHECKPOINTS && interval < LEAST_INTERVAL) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--checkpointingInterval (%d) must be at least %d ms, or %d for no checkpoints",
              interval,
              LEAST_INTERVAL,
              NO_CHECKPOINTS));
    }
    if (flink.getMaxBundleSize() < 1) {
      throw new UsageException(
          String.format(
              Locale.ROOT, "--maxBundleSize (%d) must be at least 1", flink.getMaxBundleSize()));
    }
    int most = runsInThisProcess(options) ? mostHere() : MOST_SUBTASKS;
    OptionRange.require("parallelism", flink.getParallelism(), 1, most);
    String master = flink.getFlinkMaster();
    if (FlinkJob.isElsewhere(master)) {
      ClusterAddress.check(master);
    }
  }

  private static int mostHere() {
    return Math.max(MOST_SUBTASKS_HERE, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public Optional<LoopbackCluster> cluster() {
    return Optional.of(
        new LoopbackCluster(
            LocalCluster.class.getName(),
            8081,
            "--flinkMaster=127.0.0.1:",
            "--parallelism=",
            ClusterConfiguration.SLOTS));
  }

  @Override
  public void run(MonitorJob job, RunWatch watch) throws IOException, InterruptedException {
    Pipeline pipeline = job.pipeline();
    RecoveryOptions options = pipeline.getOptions().as(RecoveryOptions.class);
    if (!FlinkJob.isElsewhere(options.getFlinkMaster())) {
      run(pipeline, job.repeats(), watch);
      return;
    }
    options.as(ApplicationNameOptions.class).setAppName(APP);
    try (JobNote note = JobNote.in(job.output())) {
      // The job of a run that was killed goes on, and would go on with this one's bench.
      note.cancelEarlier(ClusterRest.of(options.getFlinkMaster()));
      note.write(options.getJobName());
      run(pipeline, job.repeats(), watch);
    }
  }

  /**
   * The same for any pipeline with lanes.
   *
   * @param repeats whether a lane that is read on hands on the same messages again
   */
  void run(Pipeline pipeline, boolean repeats, RunWatch watch)
      throws IOException, InterruptedException {
    UnboundedSdfs.replaceAll(pipeline, SOURCE);
    // Names the job, in Flink's dashboard and among checkpoints.
    pipeline.getOptions().as(ApplicationNameOptions.class).setAppName(APP);
    RecoveryOptions options = pipeline.getOptions().as(RecoveryOptions.class);
    // Of a run that died, this one goes on by what the spool holds.
    FlinkConfiguration.clearCheckpoints(options);
    if (options.getFilesToStage() == null) {
      options.setFilesToStage(ClassPath.ofThisProcess().job());
    }
    if (options.getFlinkMaster().equals(FlinkJob.AUTO)) {
      FlinkRunEnvironment.complete(FlinkConfiguration.settings(options));
    }
    try (FlinkConfiguration configuration =
        FlinkConfiguration.of(options, runsInThisProcess(options))) {
      options.setFlinkConfDir(configuration.directory());
      if (options.getTempLocation() == null) {
        // Beam packs directories of classes into jars there, and leaves them.
        options.setTempLocation(configuration.directory());
      }
      boolean resumable = restartsFromCheckpoints(options) && repeats;
      new FlinkJob(
              pipeline,
              options,
              watch,
              FlinkConfiguration.checkpoints(options),
              // Before the first tile a cluster that is not there is a wrong address.
              () -> resumable && watch.latest().tilesIn() > 0)
          .run();
      // Flink deletes those of a job that ends, but not what it went on from after a lost
      // JobManager.
      FlinkConfiguration.clearCheckpoints(options);
    }
  }
}
