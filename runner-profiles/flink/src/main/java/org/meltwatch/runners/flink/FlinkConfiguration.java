package org.meltwatch.runners.flink;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.meltwatch.pipeline.MonitorOptions;

/**
 * What can be told to Flink by a configuration file only, beside what the user's file says; written
 * for one run and deleted after it.
 */
final class FlinkConfiguration implements AutoCloseable {

  private static final String FILE = "config.yaml";

  /** Flink listens on every interface otherwise, and whoever reaches it may cancel the job. */
  private static final Map<String, String> LOOPBACK =
      Map.of(
          "rest.address",
          "127.0.0.1",
          "rest.bind-address",
          "127.0.0.1",
          "jobmanager.bind-host",
          "127.0.0.1",
          "taskmanager.bind-host",
          "127.0.0.1");

  private final Path directory;

  private FlinkConfiguration(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes the configuration for a run; what a file in {@code --flinkConfDir} says wins.
   *
   * @param inThisProcess whether Flink runs in this process: then nobody else needs to reach it
   * @throws IOException if no temporary file can be written
   */
  static FlinkConfiguration of(RecoveryOptions options, boolean inThisProcess) throws IOException {
    Map<String, String> settings = new TreeMap<>(settings(options));
    if (inThisProcess) {
      settings.putAll(LOOPBACK);
    }
    @Nullable String own = options.getFlinkConfDir();
    if (own != null) {
      settings.putAll(GlobalConfiguration.loadConfiguration(own).toMap());
    }
    Path directory = Files.createTempDirectory("meltwatch-flink-");
    // A Flink in this process leaves directories behind, some of them always.
    settings.putIfAbsent("io.tmp.dirs", directory.toString());
    settings.putIfAbsent("web.upload.dir", directory.toString());
    Files.writeString(
        directory.resolve(FILE),
        settings.entrySet().stream()
            .map(setting -> "%s: %s%n".formatted(setting.getKey(), quoted(setting.getValue())))
            .collect(Collectors.joining()));
    return new FlinkConfiguration(directory);
  }

  /**
   * Where this job's checkpoints lie, if there are any: with its results, which all processes share
   * anyway, or apart from those of other jobs in the user's directory.
   */
  static Path checkpoints(RecoveryOptions options) {
    @Nullable String parent = options.getCheckpointDir();
    Path own =
        parent == null
            ? Path.of(requireNonNull(options.as(MonitorOptions.class).getOutput()), "checkpoints")
            : Path.of(parent, options.getJobName());
    return own.toAbsolutePath();
  }

  /** Removes this run's checkpoints, which nobody needs when it is over. */
  static void clearCheckpoints(RecoveryOptions options) throws IOException {
    File checkpoints = checkpoints(options).toFile();
    if (checkpoints.isDirectory()) {
      FileUtils.cleanDirectory(checkpoints);
    }
  }

  /** Where the file is. */
  String directory() {
    return directory.toString();
  }

  @Override
  public void close() throws IOException {
    FileUtils.deleteDirectory(directory.toFile());
  }

  /** What Meltwatch asks of Flink. */
  static Map<String, String> settings(RecoveryOptions options) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("execution.buffer-timeout.interval", "0 ms");
    settings.put("state.backend.type", "hashmap");
    // For as long as a cluster needs that is started anew.
    settings.put("rest.retry.delay", "500");
    settings.put("rest.retry.max-attempts", "120");
    if (options.getCheckpointingInterval() < 0) {
      settings.put("restart-strategy.type", "none");
      return settings;
    }
    // A task that fails again and again is beyond help; one now and then is not, on a long print.
    settings.put("restart-strategy.type", "failure-rate");
    settings.put("restart-strategy.failure-rate.max-failures-per-interval", "5");
    settings.put("restart-strategy.failure-rate.failure-rate-interval", "5 min");
    settings.put("restart-strategy.failure-rate.delay", "500 ms");
    // Flink's own default keeps them in the JobManager's memory, and refuses more than 5 MB.
    settings.put("state.checkpoint-storage", "filesystem");
    settings.put("state.checkpoints.dir", checkpoints(options).toUri().toString());
    return settings;
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
