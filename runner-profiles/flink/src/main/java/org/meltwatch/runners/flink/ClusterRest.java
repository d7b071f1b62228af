package org.meltwatch.runners.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Asks a cluster's JobManager how the cluster is. */
final class ClusterRest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final long POLL_MILLIS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String url;

  ClusterRest(ClusterAddress address) {
    this.url = address.url();
  }

  /** The cluster at {@code HOST:PORT}. */
  static ClusterRest of(String master) {
    return new ClusterRest(ClusterAddress.parse(master));
  }

  /**
   * Asks once whether there is a JobManager.
   *
   * @throws IOException if there is none, with a message that says what there is instead
   */
  void requireJobManager() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/overview")).timeout(TIMEOUT).build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != OK || !JSON.readTree(answer.body()).has("slots-total")) {
        throw new IOException("what answers at %s is no JobManager".formatted(url));
      }
    } catch (HttpTimeoutException e) {
      throw new IOException(
          String.format(Locale.ROOT, "%s did not answer within %d s", url, TIMEOUT.toSeconds()), e);
    } catch (ConnectException e) {
      throw new IOException("nobody listens at " + url, e);
    } catch (JsonProcessingException e) {
      throw new IOException("what answers at %s is no JobManager".formatted(url), e);
    }
  }

  /** Waits until the cluster has so many slots, free or not; false if it never did. */
  boolean awaitSlots(int slots, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (slots() < slots) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  /** Waits until nobody answers any more; false if somebody always did. */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (slots() >= 0) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  /** The last savepoint of a job that has finished; none if it has none, or nobody answers. */
  Optional<String> savepointOf(String jobName) throws InterruptedException {
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (job.path("name").asText().equals(jobName)
          && job.path("state").asText().equals("FINISHED")) {
        String path =
            get("/jobs/%s/checkpoints".formatted(job.path("jid").asText()))
                .at("/latest/savepoint/external_path")
                .asText();
        return path.isEmpty() ? Optional.empty() : Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** A job that has not ended, and whether any of its tasks is running. */
  record LiveJob(String id, boolean running) {}

  /** The job of a name that has not ended; none if there is none, or nobody answers. */
  Optional<LiveJob> liveJob(String jobName) throws InterruptedException {
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (job.path("name").asText().equals(jobName) && job.path("end-time").asLong() < 0) {
        return Optional.of(
            new LiveJob(job.path("jid").asText(), job.at("/tasks/running").asInt() > 0));
      }
    }
    return Optional.empty();
  }

  /** Asks for a job to be cancelled; whoever waits for the job learns whether it was. */
  void cancel(String jobId) throws InterruptedException {
    send(
        HttpRequest.newBuilder(URI.create("%s/jobs/%s?mode=cancel".formatted(url, jobId)))
            .method("PATCH", HttpRequest.BodyPublishers.noBody()));
  }

  /** How many slots the cluster has; -1 if it does not answer. */
  int slots() throws InterruptedException {
    return get("/overview").path("slots-total").asInt(-1);
  }

  /** An answer; an empty one if there is none, which is what callers wait to begin or end. */
  private JsonNode get(String path) throws InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + path)));
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == OK ? JSON.readTree(answer.body()) : MissingNode.getInstance();
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
