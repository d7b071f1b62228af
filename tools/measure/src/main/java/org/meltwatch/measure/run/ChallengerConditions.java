package org.meltwatch.measure.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.processes.ChallengerProcess;

/**
 * Tells a local challenger how fast and from how far the next runs are to be served, so that one
 * serves them all: each start makes the print anew.
 */
public final class ChallengerConditions {

  private static final int OK = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final String url;
  private final String token;

  public ChallengerConditions(ChallengerProcess challenger) {
    this.url = challenger.url();
    this.token = challenger.token();
  }

  /**
   * Makes benches that are created from now on have a condition's rate and delays.
   *
   * @throws IOException if the challenger does not take them
   */
  public void set(Condition condition) throws IOException, InterruptedException {
    String path =
        String.format(
            Locale.ROOT,
            "/api/conditions/%.3f/%.3f/%.3f/%.3f",
            condition.rate(),
            condition.delay(),
            condition.delaySpread(),
            condition.resultDelay());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(TIMEOUT)
            .header("Meltwatch-Token", token)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "POST %s was answered %d: %s",
              path,
              answer.statusCode(),
              answer.body()));
    }
  }
}
