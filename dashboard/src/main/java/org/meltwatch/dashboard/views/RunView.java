package org.meltwatch.dashboard.views;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.dashboard.runs.Alerts;
import org.meltwatch.dashboard.runs.Commands;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.dashboard.runs.RunCard;
import org.meltwatch.latency.Figures;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.run.RunFacts;
import org.meltwatch.record.run.RunSummary;

/** All of a run but its layers. */
public final class RunView {

  private static final Map<String, Integer> RULES = rules();

  private RunView() {}

  /**
   * A run that has been polled; its monitor is held.
   *
   * @param writable whether commands are taken
   */
  public static Map<String, Object> of(FollowedRun run, boolean writable) {
    RunFacts facts = run.facts();
    RunSummary summary = facts.summary();
    Map<String, Object> view = RunCard.of(run);
    view.put("options", facts.options());
    view.put("versions", summary == null ? Map.of() : summary.versions());
    view.put("counts", summary == null ? counts(run) : summary.counts());
    Map<String, Figures> live = Map.of(ClustersAnswer.TYPE.name(), run.latencies().figures());
    view.put("queries", summary == null ? live : summary.queries());
    view.put("cost", summary == null ? Map.of() : summary.cost());
    view.put("rules", rules(facts));
    view.put("alerts", Alerts.of(run));
    view.put("commands", Commands.of(run));
    view.put("writable", writable);
    view.put("dead_letters_list", letters(run));
    view.put("warnings", run.warnings());
    return view;
  }

  private static Map<String, Object> counts(FollowedRun run) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("tiles_in", run.tilesIn());
    counts.put("results", run.results());
    counts.put("dead_letters", run.deadLetters());
    counts.put("lanes", run.facts().number("lanes"));
    counts.put("lanes_ended", run.lanesEnded());
    return counts;
  }

  private static Map<String, Object> rules(RunFacts facts) {
    Map<String, Object> rules = new LinkedHashMap<>();
    RULES.forEach(
        (option, usual) -> {
          Integer said = facts.number(option);
          rules.put(snake(option), said == null ? usual : said);
        });
    rules.put("edges", facts.options().getOrDefault("edges", "ignore"));
    return rules;
  }

  private static String snake(String option) {
    StringBuilder snake = new StringBuilder();
    for (int at = 0; at < option.length(); at++) {
      char letter = option.charAt(at);
      snake.append(Character.isUpperCase(letter) ? "_" : "").append(Character.toLowerCase(letter));
    }
    return snake.toString();
  }

  private static Map<String, Integer> rules() {
    Map<String, Integer> rules = new LinkedHashMap<>();
    rules.put("saturatedAbove", 65000);
    rules.put("voidBelow", 5000);
    rules.put("outlierAbove", 6000);
    rules.put("eps", 20);
    rules.put("minSamples", 5);
    rules.put("regionDistance", 4);
    rules.put("regionPoints", 5);
    rules.put("linkDistance", 3);
    rules.put("bridge", 2);
    rules.put("minorHeight", 3);
    rules.put("majorHeight", 5);
    rules.put("stopHeight", 8);
    return rules;
  }

  private static List<Object> letters(FollowedRun run) {
    List<Object> letters = new ArrayList<>();
    for (EventRow.Refused letter : run.letters()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("seq_id", letter.seqId());
      one.put("print_id", letter.printId());
      one.put("tile_id", letter.tileId());
      one.put("layer", letter.layer());
      one.put("reason", letter.reason());
      one.put("file", letter.file());
      letters.add(one);
    }
    return letters;
  }
}
