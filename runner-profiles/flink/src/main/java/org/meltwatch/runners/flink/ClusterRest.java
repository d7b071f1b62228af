package org.meltwatch.runners.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a cluster's JobManager how the cluster is. */
final class ClusterRest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI overview;

  private ClusterRest(URI overview) {
    this.overview = overview;
  }

  /** The cluster at {@code HOST:PORT}. */
  static ClusterRest of(String master) {
    return new ClusterRest(URI.create("http://%s/overview".formatted(master)));
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

  /** How many slots the cluster has; -1 if it does not answer. */
  private int slots() throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(overview).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? JSON.readTree(answer.body()).path("slots-total").asInt(-1)
          : -1;
    } catch (IOException e) {
      // Nobody answers: that is what the caller waits to end.
      return -1;
    }
  }
}
