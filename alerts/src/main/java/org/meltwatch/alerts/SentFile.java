package org.meltwatch.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code alerts-sent.jsonl} in a results directory: a line for each thing that became of an alert.
 * A run that goes on reads there what need not be sent again. Safe for several threads.
 */
final class SentFile {

  /** What became of an alert. */
  enum Fate {
    /** A sink has it. */
    DELIVERED,
    /** A sink does not take it, or failed on it. */
    REFUSED,
    /** A command kept it back. */
    SUPPRESSED,
    /** The run ended before a sink had it; a run that goes on tries again. */
    UNDELIVERED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final String NAME = "alerts-sent.jsonl";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Set<String> settled = new HashSet<>();
  private boolean isTorn;

  /**
   * The file of a results directory.
   *
   * @throws IOException if there is one that cannot be read
   */
  SentFile(Path dir) throws IOException {
    file = dir.resolve(NAME);
    if (Files.exists(file)) {
      String text = Files.readString(file);
      // A kill may have left half a line behind.
      isTorn = !text.isEmpty() && !text.endsWith("\n");
      text.lines().forEach(this::read);
    }
  }

  private void read(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      if (!json.path("fate").asText().equals(Fate.UNDELIVERED.word())) {
        settled.add(place(json.path("sink").asText(""), json.path("key").asText()));
      }
    } catch (JsonProcessingException e) {
      // Half a line: that alert is sent again, under the same key.
      isTorn = isTorn || line.isEmpty();
    }
  }

  /** True if nothing is left to do about an alert at a sink, or for all sinks. */
  synchronized boolean isSettled(AlertMessage message, String sink) {
    return settled.contains(place(sink, message.key()))
        || settled.contains(place("", message.key()));
  }

  /**
   * Notes what became of an alert.
   *
   * @param sink the sink's name; null for all of them
   * @param why the name of a command's file, or what was wrong; null if nothing
   * @throws IOException naming file and cause, if that failed
   */
  synchronized void note(
      AlertMessage message, Fate fate, @Nullable String sink, @Nullable String why)
      throws IOException {
    ObjectNode line = JSON.createObjectNode().put("fate", fate.word());
    if (sink != null) {
      line.put("sink", sink);
    }
    if (why != null) {
      line.put(fate == Fate.SUPPRESSED ? "command" : "why", why);
    }
    line.put("at", Instant.now().toString());
    line.setAll(message.fields());
    if (fate != Fate.UNDELIVERED) {
      settled.add(place(sink == null ? "" : sink, message.key()));
    }
    String text = (isTorn ? "\n" : "") + JSON.writeValueAsString(line) + "\n";
    try {
      Files.write(file, text.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      isTorn = false;
    } catch (IOException e) {
      throw new IOException("%s cannot be written: %s".formatted(file, e), e);
    }
  }

  private static String place(String sink, String key) {
    return key + " " + sink;
  }
}
