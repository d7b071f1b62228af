package org.meltwatch.dashboard.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.record.rows.AlertsAnswer.Raised;
import org.meltwatch.record.rows.LayersAnswer.Layer;
import org.meltwatch.record.rows.QualityAnswer.DisturbedLayer;
import org.meltwatch.tracking.Level;

/**
 * Gathers what happens in a run, and writes it to its log when it is asked to. Layers are told
 * together, every one and a half seconds at most, and that there are other defects every three: all
 * pages that follow then ask for the same at one time, and each answer is made once for all of
 * them. Not thread-safe.
 */
final class Publisher {

  /** More at once than that is not told one by one: a page reads all anew. */
  private static final int MOST = 400;

  private static final long SECOND = 1_000_000_000;
  private static final long LAYERS = 3 * SECOND / 2;
  private static final long DEFECTS = 3 * SECOND;
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private record Waiting(String kind, Object what) {}

  private final FollowedRun run;
  private final LongSupplier nanos;
  private final List<Waiting> said = new ArrayList<>();
  private final List<Waiting> closed = new ArrayList<>();
  private long rows = -1;
  private long layersNanos;
  private long defectsNanos;
  private long runNanos;
  private FollowedRun.@Nullable State state;

  /**
   * A publisher.
   *
   * @param nanos the time, in nanoseconds from anywhere
   */
  Publisher(FollowedRun run, LongSupplier nanos) {
    this.run = run;
    this.nanos = nanos;
    this.layersNanos = nanos.getAsLong() - LAYERS;
    this.defectsNanos = nanos.getAsLong() - DEFECTS;
    this.runNanos = nanos.getAsLong() - SECOND;
  }

  void closed(FollowedPrint print, Layer row) {
    Level level = row.level();
    if (closed.size() <= MOST) {
      closed.add(
          new Waiting(
              "closed",
              ofLayer(
                  run.index(print.name()),
                  row.layer(),
                  Map.of("level", Objects.toString(level, "")))));
    }
  }

  void commanded(CommandFiles.Named command) {
    say("command", Commands.of(run, command));
  }

  void raised(Raised row) {
    say("alert", Alerts.of(run, row));
  }

  void disturbed(DisturbedLayer row) {
    say("alert", Alerts.of(run, row));
  }

  private void say(String kind, Object what) {
    if (said.size() <= MOST) {
      said.add(new Waiting(kind, what));
    }
  }

  private static Map<String, Object> ofLayer(int print, int layer, Map<String, Object> more) {
    Map<String, Object> what = new LinkedHashMap<>();
    what.put("print", print);
    what.put("layer", layer);
    what.putAll(more);
    return what;
  }

  void forget() {
    takeChanged();
    run.prints().forEach(FollowedPrint::takeDefectsChanged);
    closed.clear();
    said.clear();
  }

  void publish() {
    FollowedRun.State now = run.state();
    publish(said);
    if (isTime(now, layersNanos, LAYERS)) {
      publishLayers();
    }
    if (isTime(now, defectsNanos, DEFECTS)) {
      publishDefects();
    }
    publishRun(now);
  }

  /** What is left of a run that is over is told at once. */
  private boolean isTime(FollowedRun.State now, long lastNanos, long least) {
    return now != FollowedRun.State.RUNNING || nanos.getAsLong() - lastNanos >= least;
  }

  private void publishLayers() {
    List<Waiting> layers = new ArrayList<>(closed);
    layers.addAll(takeChanged());
    closed.clear();
    if (!layers.isEmpty()) {
      layersNanos = nanos.getAsLong();
      publish(layers);
    }
  }

  private void publishDefects() {
    List<FollowedPrint> prints = run.prints();
    for (int index = 0; index < prints.size(); index++) {
      if (prints.get(index).takeDefectsChanged()) {
        defectsNanos = nanos.getAsLong();
        write("defects", Map.of("print", index));
      }
    }
  }

  private List<Waiting> takeChanged() {
    List<Waiting> layers = new ArrayList<>();
    List<FollowedPrint> prints = run.prints();
    for (int index = 0; index < prints.size(); index++) {
      int print = index;
      prints.get(index).takeChanged().stream()
          .limit(MOST + 1L)
          .forEach(layer -> layers.add(new Waiting("layer", ofLayer(print, layer, Map.of()))));
    }
    return layers;
  }

  private void publish(List<Waiting> news) {
    if (news.size() > MOST) {
      write("reset", Map.of());
    } else {
      news.forEach(one -> write(one.kind(), one.what()));
    }
    news.clear();
  }

  private void publishRun(FollowedRun.State now) {
    boolean other = now != state;
    if (!other && (run.rows() == rows || nanos.getAsLong() - runNanos < SECOND)) {
      return;
    }
    write("run", RunCard.of(run));
    if (other && state != null && now != FollowedRun.State.RUNNING) {
      write("ended", Map.of("state", RunCard.word(now)));
    }
    state = now;
    rows = run.rows();
    runNanos = nanos.getAsLong();
  }

  private void write(String kind, Object what) {
    try {
      run.log().add(kind, JSON.writeValueAsBytes(what));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written as JSON", e);
    }
  }
}
