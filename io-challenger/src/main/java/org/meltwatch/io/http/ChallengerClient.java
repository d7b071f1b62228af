package org.meltwatch.io.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.ResultMessage;
import org.meltwatch.model.TileResult;
import org.meltwatch.retry.Retries;

/**
 * The challenger's REST calls. Calls are repeated where that can help, see {@link Retries}; what
 * the challenger refuses becomes a {@link ChallengerException}. Safe for use by many threads.
 */
public final class ChallengerClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Calls calls;

  private ChallengerClient(Calls calls) {
    this.calls = calls;
  }

  /** A client with default retries and a timeout of a minute a call. */
  public static ChallengerClient at(URI challenger) {
    return at(challenger, Asking.DEFAULT.withRetries(Retries.DEFAULT));
  }

  /**
   * A client.
   *
   * @param timeout the longest time that one attempt of a call may take, its answer's body included
   */
  public static ChallengerClient at(URI challenger, Retries retries, Duration timeout) {
    return at(challenger, Asking.DEFAULT.withRetries(retries).withTimeout(timeout));
  }

  /** A client that asks as patiently as it is told. */
  public static ChallengerClient at(URI challenger, Asking asking) {
    return new ChallengerClient(new Calls(Bench.normalized(challenger), asking));
  }

  /**
   * Creates a bench.
   *
   * @param maxBatches how many batches it hands out at most, or null for all
   */
  public Bench create(String apiToken, String name, boolean test, @Nullable Integer maxBatches)
      throws IOException, InterruptedException {
    requireNonNull(apiToken, "apiToken");
    ObjectNode wanted = JSON.createObjectNode();
    wanted
        .put("apitoken", apiToken)
        .put("name", name)
        .put("test", test)
        .put("max_batches", maxBatches);
    wanted.putArray("queries").add(0);
    String answer =
        calls.text(
            Call.post("/api/create", JSON.writeValueAsBytes(wanted), "application/json")
                .withSecret(apiToken));
    JsonNode id = parsed(answer);
    return new Bench(calls.challenger(), id.isTextual() ? id.textValue() : answer.strip());
  }

  /** Starts a bench: from now on it hands out batches, and its clock runs. */
  public void start(Bench bench) throws IOException, InterruptedException {
    calls.text(Call.post("/api/start/" + bench.pathSegment()).once());
  }

  /**
   * Ends a bench.
   *
   * @return the challenger's report, keyed by query; a text where it sends one that is no JSON
   */
  public JsonNode end(Bench bench) throws IOException, InterruptedException {
    String said = calls.text(Call.post("/api/end/" + bench.pathSegment()).once());
    JsonNode report = parsed(Secrets.masked(said));
    return report.isTextual() ? parsed(report.textValue()) : report;
  }

  /** The past benches, one object each. */
  public JsonNode history() throws IOException, InterruptedException {
    return parsed(calls.text(Call.get("/api/history")));
  }

  /**
   * The message that answers a lane's request, not looked into; null if there are no more batches,
   * and that has been said more than once, see {@link Asking#endConfirm}. Asked again for the same
   * number, a challenger that remembers gives the same answer.
   *
   * @param number the request's number in its lane, from 0
   * @param limit how many bytes a message may have
   * @param lost counts answers that did not arrive
   */
  public @Nullable Body nextBatch(
      Bench bench, int lane, int lanes, long number, int limit, LostAnswers lost)
      throws IOException, InterruptedException {
    return nextBatch(bench, lane, lanes, number, limit, lost, () -> true);
  }

  /**
   * The same; null, too, if there is nothing yet and nobody wants it any more.
   *
   * @param isWanted whether what is not there yet is waited for
   */
  public @Nullable Body nextBatch(
      Bench bench,
      int lane,
      int lanes,
      long number,
      int limit,
      LostAnswers lost,
      BooleanSupplier isWanted)
      throws IOException, InterruptedException {
    Call call = Call.get("/api/next_batch/" + bench.pathSegment()).at(lane, lanes, number);
    return calls.bodyUnless404(call, limit, lost, isWanted);
  }

  /** Posts the answer to Query 3; posting it again changes nothing. */
  public void postResult(Bench bench, TileResult result) throws IOException, InterruptedException {
    String path =
        String.format(
            Locale.ROOT,
            "/api/result/%d/%s/%d",
            ResultMessage.QUERY,
            bench.pathSegment(),
            result.header().seqId());
    calls.text(Call.post(path, ResultMessage.encode(result), "application/msgpack"));
  }

  /** Text as JSON; what is no JSON is kept as it is, for some servers answer in plain words. */
  private static JsonNode parsed(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isMissingNode() ? TextNode.valueOf("") : node;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text.strip());
    }
  }
}
