package org.meltwatch.dashboard.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.record.rows.AlertsAnswer.Raised;
import org.meltwatch.record.rows.LayersAnswer.Layer;
import org.meltwatch.record.rows.QualityAnswer.DisturbedLayer;
import org.meltwatch.tracking.Level;

/** Gathers what happens in a run, and writes it to its log when it is asked to: not thread-safe. */
final class Publisher {

  /** More at once than that are not told one by one: a page reads all anew. */
  private static final int MOST_LAYERS = 200;

  private static final long RUN_NANOS = 1_000_000_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private record Waiting(String kind, Object what) {}

  private final FollowedRun run;
  private final List<Waiting> waiting = new ArrayList<>();
  private boolean tooMany;
  private long rows = -1;
  private long runNanos;
  private FollowedRun.@Nullable State state;

  Publisher(FollowedRun run) {
    this.run = run;
  }

  void closed(FollowedPrint print, Layer row) {
    Level level = row.level();
    note(
        "closed",
        run.index(print.name()),
        "layer",
        row.layer(),
        "level",
        level == null ? "" : level);
  }

  void commanded(CommandFiles.Named command) {
    add(new Waiting("command", Commands.of(run, command)));
  }

  void raised(Raised row) {
    add(new Waiting("alert", Alerts.of(run, row)));
  }

  void disturbed(DisturbedLayer row) {
    add(new Waiting("alert", Alerts.of(run, row)));
  }

  private void note(String kind, int print, Object... more) {
    Map<String, Object> what = new LinkedHashMap<>();
    what.put("print", print);
    for (int n = 0; n < more.length; n += 2) {
      what.put((String) more[n], more[n + 1]);
    }
    add(new Waiting(kind, what));
  }

  private void add(Waiting one) {
    if (waiting.size() < MOST_LAYERS) {
      waiting.add(one);
    } else {
      tooMany = true;
    }
  }

  void forget() {
    run.prints().forEach(FollowedPrint::takeChanged);
    waiting.clear();
    tooMany = false;
  }

  void publish() {
    List<FollowedPrint> prints = run.prints();
    for (int index = 0; index < prints.size(); index++) {
      BitSet changed = prints.get(index).takeChanged();
      if (changed.cardinality() > MOST_LAYERS) {
        tooMany = true;
      } else {
        int print = index;
        changed.stream().forEach(layer -> note("layer", print, "layer", layer));
      }
    }
    if (tooMany) {
      write("reset", Map.of());
    } else {
      waiting.forEach(one -> write(one.kind(), one.what()));
    }
    waiting.clear();
    tooMany = false;
    publishRun();
  }

  private void publishRun() {
    FollowedRun.State now = run.state();
    boolean other = now != state;
    if (!other && (run.rows() == rows || System.nanoTime() - runNanos < RUN_NANOS)) {
      return;
    }
    write("run", RunCard.of(run));
    if (other && state != null && now != FollowedRun.State.RUNNING) {
      write("ended", Map.of("state", RunCard.word(now)));
    }
    state = now;
    rows = run.rows();
    runNanos = System.nanoTime();
  }

  private void write(String kind, Object what) {
    try {
      run.log().add(kind, JSON.writeValueAsBytes(what));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written as JSON", e);
    }
  }
}
