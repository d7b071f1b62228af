package org.meltwatch.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.pipeline.MonitorJob;
import org.meltwatch.pipeline.MonitorOptions;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.processes.ClusterProcesses;
import org.meltwatch.record.watch.RunWatch;
import org.meltwatch.sdf.UnboundedSdfs;
import org.meltwatch.sdf.settings.SdfSettings;

/**
 * Flink with a source of one's choice: {@code 4:20} is that of {@link FlinkProfile}, with at most
 * so many outputs and milliseconds a poll; {@code native} is the Splittable DoFn as Beam's runner
 * runs it. With checkpoints such a job never ends, so it is cancelled from outside when all of its
 * results are out.
 */
final class MeasuredProfile implements RunnerProfile {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long POLL_MILLIS = 500;

  private final FlinkProfile product = new FlinkProfile();
  private final HttpClient client = HttpClient.newHttpClient();
  private final @Nullable SdfSettings settings;
  private final String rest;
  private final Path configuration;
  private volatile String checkpoints = "none";

  /**
   * Flink for one run.
   *
   * @param source which source
   * @param flink lines of Flink's configuration file, such as {@code rest.port: '8081'}
   */
  MeasuredProfile(String source, List<String> flink) throws IOException {
    this.settings = settings(source);
    int port = ClusterProcesses.freePort();
    this.rest = "http://127.0.0.1:" + port + "/jobs/";
    this.configuration = Files.createTempDirectory("meltwatch-measure-");
    List<String> lines = new ArrayList<>(flink);
    lines.add(String.format(Locale.ROOT, "rest.bind-port: '%d'", port));
    Files.write(configuration.resolve("config.yaml"), lines);
  }

  /** How many checkpoints there were, and how long they took from trigger to end. */
  String checkpoints() {
    return checkpoints;
  }

  private static @Nullable SdfSettings settings(String source) {
    if (source.equals("native")) {
      return null;
    }
    String[] numbers = source.split(":", -1);
    return new SdfSettings(
        Integer.parseInt(numbers[0]), Duration.millis(Long.parseLong(numbers[1])));
  }

  @Override
  public String name() {
    return product.name();
  }

  @Override
  public String engine() {
    return product.engine();
  }

  @Override
  public List<String> jvmFlags() {
    return product.jvmFlags();
  }

  @Override
  public List<String> defaults() {
    return product.defaults().stream()
        .filter(option -> settings != null || !option.startsWith("--shutdownSourcesAfterIdleMs"))
        .toList();
  }

  @Override
  public List<String> furtherDefaults(MonitorOptions options) {
    return product.furtherDefaults(options);
  }

  @Override
  public boolean runsInThisProcess(PipelineOptions options) {
    return product.runsInThisProcess(options);
  }

  @Override
  public boolean hasEventTimeTimers() {
    return true;
  }

  @Override
  public void run(MonitorJob job, RunWatch watch) throws IOException, InterruptedException {
    Pipeline pipeline = job.pipeline();
    if (settings != null) {
      UnboundedSdfs.replaceAll(pipeline, settings);
    }
    RecoveryOptions options = pipeline.getOptions().as(RecoveryOptions.class);
    options.setFlinkConfDir(configuration.toString());
    Thread observer = new Thread(() -> observe(watch), "observer");
    observer.setDaemon(true);
    try (FlinkConfiguration whole = FlinkConfiguration.of(options, true)) {
      options.setFlinkConfDir(whole.directory());
      observer.start();
      pipeline.run().waitUntilFinish();
    } catch (RuntimeException e) {
      if (!watch.latest().complete()) {
        throw e;
      }
    }
  }

  private void observe(RunWatch watch) {
    try {
      while (true) {
        Thread.sleep(POLL_MILLIS);
        observeOnce(watch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void observeOnce(RunWatch watch) throws InterruptedException {
    try {
      JsonNode job = get("").path("jobs").path(0).path("id");
      JsonNode figures = get(job.asText() + "/checkpoints");
      if (figures.has("summary")) {
        checkpoints =
            "%s %s".formatted(figures.get("counts"), figures.at("/summary/end_to_end_duration"));
      }
      if (settings == null && !job.isMissingNode() && watch.latest().complete()) {
        send(
            HttpRequest.newBuilder(URI.create(rest + job.asText() + "?mode=cancel"))
                .method("PATCH", HttpRequest.BodyPublishers.noBody()));
      }
    } catch (IOException e) {
      // Flink is not there yet, or not any more.
      return;
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(send(HttpRequest.newBuilder(URI.create(rest + path))));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
