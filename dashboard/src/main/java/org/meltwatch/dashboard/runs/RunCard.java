package org.meltwatch.dashboard.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.run.RunFacts;
import org.meltwatch.record.run.RunSummary;
import org.meltwatch.tracking.Level;

/** A run in short, for the list of runs. */
public final class RunCard {

  private RunCard() {}

  /** The word for how a run stands. */
  public static String word(FollowedRun.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** A run that has been polled; its monitor is held. */
  public static Map<String, Object> of(FollowedRun run) {
    RunFacts facts = run.facts();
    RunSummary summary = facts.summary();
    FollowedRun.State state = run.state();
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("id", run.id());
    card.put("title", title(run));
    card.put("state", word(state));
    card.put("exit_reason", exitReason(state, summary));
    card.put("engine", facts.engine());
    card.put("source", facts.source());
    long started = summary == null ? run.firstUs() : summary.cost().startedUs();
    card.put("started_us", started);
    card.put("seconds", seconds(run, started));
    card.put("tiles_in", run.tilesIn());
    card.put("results", summary == null ? run.results() : summary.counts().results());
    card.put("missing", missing(run));
    card.put("dead_letters", summary == null ? run.deadLetters() : summary.counts().deadLetters());
    card.put("tiles_per_second", run.tilesPerSecond());
    card.put("latency_seconds", run.latencies().latestSeconds());
    card.put("last_us", run.lastUs());
    List<Object> prints = new ArrayList<>();
    for (FollowedPrint print : run.prints()) {
      prints.add(print(run, print, prints.size()));
    }
    card.put("prints", prints);
    return card;
  }

  private static String title(FollowedRun run) {
    return String.valueOf(run.dir().toAbsolutePath().normalize().getFileName());
  }

  private static @Nullable String exitReason(
      FollowedRun.State state, @Nullable RunSummary summary) {
    if (summary == null) {
      return state == FollowedRun.State.DEAD ? "the process of the run is gone" : null;
    }
    if (summary.stoppedBy() != null) {
      return summary.stoppedBy();
    }
    if (!summary.givenUp().isEmpty()) {
      return summary.givenUp().get(0);
    }
    if (state == FollowedRun.State.FAILED) {
      return "the run failed before its lanes had ended";
    }
    return summary.allAnswered() ? null : "not all tiles have their results";
  }

  private static double seconds(FollowedRun run, long started) {
    RunSummary summary = run.facts().summary();
    if (summary != null) {
      return summary.cost().wallSeconds();
    }
    long until = run.state() == FollowedRun.State.RUNNING ? FollowedRun.nowUs() : run.lastUs();
    return started == 0 ? 0 : Math.max(0, until - started) / 1e6;
  }

  /** How many tiles of a run were lost, or have no answer. */
  public static long missing(FollowedRun run) {
    RunSummary summary = run.facts().summary();
    if (summary == null) {
      return run.prints().stream().mapToLong(FollowedPrint::missing).sum();
    }
    return count(summary.counts().missingBatchIds()) + count(summary.counts().unanswered());
  }

  private static long count(List<IdRange> ranges) {
    return ranges.stream().mapToLong(range -> range.last() - range.first() + 1).sum();
  }

  private static Map<String, Object> print(FollowedRun run, FollowedPrint print, int index) {
    JsonNode report = run.facts().report(print.name());
    PlateOfPrint plate = PlateOfPrint.of(run, print);
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("print", print.name());
    card.put("index", index);
    card.put("rows", plate.plate().rows());
    card.put("columns", plate.plate().columns());
    card.put("plate_known", plate.known());
    card.put("tile_height", plate.tileHeight());
    card.put("tile_width", plate.tileWidth());
    card.put("tile_size_known", plate.sizeKnown());
    card.put("layers", print.layers());
    card.put("closed", print.closed().count());
    card.put("planned", planned(run, print, report));
    Map<Level, Integer> having = new EnumMap<>(Level.class);
    for (DefectsAnswer.Grown defect : print.defects()) {
      if (defect.level() != null) {
        having.merge(defect.level(), 1, Integer::sum);
      }
    }
    Map<String, Object> levels = new LinkedHashMap<>();
    Level worst = null;
    for (Level level : Level.values()) {
      levels.put(level.name(), having.getOrDefault(level, 0));
      worst = having.containsKey(level) ? level : worst;
    }
    card.put("levels", levels);
    card.put("worst", worst);
    card.put("pixel_mm", run.facts().pixelMm(print.name()));
    card.put("layer_mm", run.facts().layerMm(print.name()));
    card.put("images", print.pictures().word());
    return card;
  }

  private static @Nullable Integer planned(FollowedRun run, FollowedPrint print, JsonNode report) {
    Integer tracked = run.planned(print.name());
    if (tracked != null) {
      return tracked;
    }
    return report.path("layers").isInt()
        ? Integer.valueOf(report.path("layers").asInt())
        : run.facts().number("layers");
  }
}
