package org.meltwatch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.meltwatch.options.UsageException;
import org.meltwatch.record.RowFollower;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.RowType;
import org.meltwatch.source.RowSink;
import org.meltwatch.source.RowSinkFactory;

/**
 * Hands the rows of a run on to another system as they come out, from this process: {@code --rows}.
 * Rows that cannot be handed on end that, and nothing else: they are in the part files.
 */
final class RowsOut implements Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TIMES = List.of("received_us", "done_us");
  private static final List<String> ABOUT =
      List.of("print_id", "layer", "disturbance", "id", "family");
  private static final String AS_OF = "as_of_layer";

  private final String run;
  private final @Nullable RowSink sink;
  private final Map<String, RowFollower<? extends Row>> followers = new HashMap<>();
  private final Map<String, Integer> layers = new HashMap<>();
  private @Nullable String problem;

  private RowsOut(String run, @Nullable RowSink sink) {
    this.run = run;
    this.sink = sink;
  }

  /**
   * Where a command line wants the rows.
   *
   * @param target what {@code --rows} says; null for nowhere
   * @param run the run's name, which keys begin with
   * @throws UsageException if there is no such kind of sinks, or it cannot be opened
   */
  static RowsOut open(
      @Nullable String target, PipelineOptions options, String run, Path dir, Answers answers)
      throws IOException, InterruptedException {
    RowsOut rows = new RowsOut(run, target == null ? null : sink(target, options));
    if (target != null) {
      RunRecord record = RunRecord.open(dir, answers);
      for (Answer<?> answer : answers.list()) {
        rows.followers.put(answer.name(), record.rows(answer));
      }
    }
    return rows;
  }

  private static RowSink sink(String target, PipelineOptions options)
      throws IOException, InterruptedException {
    int colon = target.indexOf(':');
    List<RowSinkFactory> all = new ArrayList<>();
    ServiceLoader.load(RowSinkFactory.class).forEach(all::add);
    for (RowSinkFactory factory : all) {
      if (colon > 0 && factory.scheme().equals(target.substring(0, colon))) {
        return factory.open(target.substring(colon + 1), options);
      }
    }
    throw new UsageException(
        "--rows (%s) must begin with one of %s"
            .formatted(
                target,
                all.stream().map(one -> one.scheme() + ":").collect(Collectors.joining(", "))));
  }

  /** Hands on what is new. */
  void step() {
    if (sink == null || problem != null) {
      return;
    }
    try {
      for (Map.Entry<String, RowFollower<? extends Row>> follower : followers.entrySet()) {
        for (Row row : follower.getValue().poll()) {
          put(sink, follower.getKey(), row);
        }
      }
    } catch (IOException e) {
      problem = Causes.oneLine(e);
    }
  }

  /** Hands on the rest; what went wrong, in one line, or null. */
  @Nullable String finish() {
    step();
    if (sink != null && problem == null) {
      try {
        sink.flush();
      } catch (IOException e) {
        problem = Causes.oneLine(e);
      }
    }
    return problem == null ? null : "rows were not all handed on by --rows: " + problem;
  }

  private void put(RowSink to, String kind, Row row) throws IOException {
    ObjectNode fields = (ObjectNode) JSON.readTree(RowType.encode(row));
    ObjectNode times = JSON.createObjectNode();
    for (String time : TIMES) {
      JsonNode value = fields.remove(time);
      if (value != null) {
        times.set(time, value);
      }
    }
    String key = "%s/%s/%s".formatted(run, kind, about(fields));
    if (fields.has(AS_OF) && !isNewer(key, fields.get(AS_OF).asInt())) {
      return;
    }
    ObjectNode whole = JSON.createObjectNode();
    whole.put("version", 1).put("run", run).put("kind", kind).set("row", fields);
    to.put(key, JSON.writeValueAsBytes(whole), JSON.writeValueAsBytes(times));
  }

  /** Rows of one defect come in no certain order, and the last one counts. */
  private boolean isNewer(String key, int layer) {
    Integer before = layers.get(key);
    if (before != null && before > layer) {
      return false;
    }
    layers.put(key, layer);
    return true;
  }

  private static String about(ObjectNode fields) {
    if (fields.has("seq_id")) {
      return fields.get("seq_id").asText();
    }
    return ABOUT.stream()
        .filter(fields::has)
        .map(fields::get)
        .map(value -> value.isValueNode() ? value.asText() : value.toString())
        .collect(Collectors.joining("/"));
  }

  @Override
  public void close() throws IOException {
    if (sink != null) {
      sink.close();
    }
  }
}
