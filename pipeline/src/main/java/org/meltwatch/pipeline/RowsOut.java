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
import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.rows.TileRow;
import org.meltwatch.record.run.Corrections;
import org.meltwatch.source.RowSink;
import org.meltwatch.source.RowSinkFactory;

/**
 * Hands the rows of a run on to another system as they come out, from this process: {@code --rows}.
 * In the end the other system has the tiles that the result files have. Rows that cannot be handed
 * on end that, and nothing else: they are in the part files.
 */
final class RowsOut implements Closeable, Corrections {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TIMES = List.of("received_us", "done_us");
  private static final List<String> ABOUT =
      List.of("print_id", "layer", "disturbance", "id", "family");
  private static final String SEQ_ID = "seq_id";
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
    for (Map.Entry<String, RowFollower<? extends Row>> follower : followers.entrySet()) {
      handOn(
          to -> {
            for (Row row : follower.getValue().poll()) {
              put(to, follower.getKey(), fields(row));
            }
          });
    }
  }

  @Override
  public void gone(TileAnswer<?> answer, long seqId) {
    handOn(to -> to.remove(key(answer.name(), Long.toString(seqId))));
  }

  @Override
  public void stands(TileAnswer<?> answer, long seqId, TileRow row) {
    handOn(to -> put(to, answer.name(), fields(row).put(SEQ_ID, seqId)));
  }

  /** Waits until all is handed on; what went wrong, in one line, or null. */
  @Nullable String finish() {
    handOn(RowSink::flush);
    return problem == null ? null : "rows were not all handed on by --rows: " + problem;
  }

  private void handOn(HandOn what) {
    if (sink == null || problem != null) {
      return;
    }
    try {
      what.to(sink);
    } catch (IOException e) {
      problem = Causes.oneLine(e);
    }
  }

  private static ObjectNode fields(Row row) throws IOException {
    return (ObjectNode) JSON.readTree(RowType.encode(row));
  }

  private String key(String kind, String about) {
    return "%s/%s/%s".formatted(run, kind, about);
  }

  private void put(RowSink to, String kind, ObjectNode fields) throws IOException {
    ObjectNode times = JSON.createObjectNode();
    for (String time : TIMES) {
      JsonNode value = fields.remove(time);
      if (value != null) {
        times.set(time, value);
      }
    }
    String key = key(kind, about(fields));
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
    if (fields.has(SEQ_ID)) {
      return fields.get(SEQ_ID).asText();
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

  /** What is done with the sink. */
  @FunctionalInterface
  private interface HandOn {
    void to(RowSink sink) throws IOException;
  }
}
