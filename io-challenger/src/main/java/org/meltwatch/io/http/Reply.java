package org.meltwatch.io.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.meltwatch.io.wire.Body;
import org.meltwatch.retry.Retries;

/**
 * What a server answered.
 *
 * <pre>
 * Not every answer is the challenger's. While it restarts, whatever stands before it speaks in its
 * place: a page, an object of another service, or nothing, with any status. No call of the protocol
 * is answered with a page, and no batch is empty. Content types say nothing: frameworks call any
 * text a page. An object with status 404 is the challenger's only if it speaks of batches or
 * benches, other than by repeating the call's path.
 * </pre>
 *
 * @param status the HTTP status
 * @param body as much of its body as was allowed
 * @param repeats whether the server says that it answers the same when it is asked again
 */
record Reply(int status, Body body, boolean repeats) {

  static final int OK = 200;
  static final int NOT_FOUND = 404;

  private static final int START = 256;
  private static final int LOOKED_AT = 1 << 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** True if the same call may be answered otherwise a little later. */
  boolean isOutage() {
    return Retries.mayHelp(status) || isPage() || isOfAnotherService();
  }

  /**
   * The same for a call that asks for a batch: other successes and detours are not the protocol's.
   */
  boolean isOutageInsteadOfBatch() {
    return isOutage() || (status < 400 && status != OK) || (status == OK && body.length() == 0);
  }

  private boolean isPage() {
    String start = new String(body.bytes(), 0, Math.min(START, body.bytes().length), UTF_8);
    // Some editors put a mark before a text.
    return start.replaceFirst("^\\uFEFF", "").stripLeading().startsWith("<");
  }

  private boolean isOfAnotherService() {
    if (status != NOT_FOUND || body.length() > LOOKED_AT) {
      return false;
    }
    try {
      JsonNode said = JSON.readTree(text());
      return said.isContainerNode() && !speaksOfBatches(said);
    } catch (JsonProcessingException e) {
      // Plain words.
      return false;
    }
  }

  private static boolean speaksOfBatches(JsonNode said) {
    if (said.isContainerNode()) {
      return StreamSupport.stream(said.spliterator(), false).anyMatch(Reply::speaksOfBatches);
    }
    String word = said.asText().toLowerCase(Locale.ROOT);
    return !word.contains("/") && (word.contains("batch") || word.contains("bench"));
  }

  String text() {
    return new String(body.bytes(), UTF_8);
  }
}
