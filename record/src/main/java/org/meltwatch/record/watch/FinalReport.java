package org.meltwatch.record.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.foreign.Foreign;
import org.meltwatch.latency.Figures;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.findings.FindingsText;
import org.meltwatch.record.findings.PrintFindings;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.run.AlertRecord;
import org.meltwatch.record.run.CommandRecord;
import org.meltwatch.record.run.RunCounts;
import org.meltwatch.record.run.RunSummary;
import org.meltwatch.record.run.TrackingCounts;
import org.meltwatch.record.space.SpaceFiles;

/** What the terminal shows of a finished run, at most 80 columns wide where paths allow. */
public final class FinalReport {

  private static final String ROW = "%-4s %9s %9s %9s %9s %12s%n";
  private static final int SHOWN_RANGES = 5;
  private static final int SHOWN_FIGURES = 40;
  private static final int SHOWN_TEXT = 200;

  private static final String UNTRACKED =
      "Defects were not followed through the layers: that needs --plate=RxC, and a run without --resume.\n";

  private FinalReport() {}

  /**
   * The report of a run; several lines.
   *
   * @param prints what was found in its prints; none where no plate was known
   * @param dir where its results are
   * @param answers what it has answered
   * @param figures whether response times and the challenger's own view are told, too
   */
  public static String of(
      RunSummary run, List<PrintFindings> prints, Path dir, Answers answers, boolean figures) {
    StringBuilder text = new StringBuilder();
    text.append(title(run)).append(problems(run.counts(), run)).append('\n');
    text.append(run.counts().tracking() == null ? UNTRACKED : FindingsText.of(prints));
    if (run.challenger() != null) {
      text.append(watched(run.challenger().path("watch")));
    }
    if (figures) {
      text.append('\n').append(table(run));
    }
    if (figures && run.challenger() != null) {
      text.append('\n').append(challenger(run.challenger()));
    }
    String space = Files.exists(dir.resolve(SpaceFiles.PLY)) ? " defects.json defects.ply" : "";
    String letters = run.counts().deadLetters() > 0 ? " dead-letters/" : "";
    String files = answers.list().stream().map(Answer::fileName).collect(Collectors.joining(" "));
    return text.append(line("\nIn %s: %s%s run.json%s", dir, files, space, letters)).toString();
  }

  private static String title(RunSummary run) {
    return line(
        "%d tiles in, %d results; %.1f s, %.1f s of CPU; %s",
        run.counts().tilesIn(),
        run.counts().results(),
        run.cost().wallSeconds(),
        run.cost().cpuSeconds(),
        run.versions().engine());
  }

  private static String problems(RunCounts counts, RunSummary run) {
    StringBuilder text = new StringBuilder();
    if (counts.duplicates() + counts.late() + counts.skippedLayers() + counts.deadLetters() > 0) {
      text.append(
          line(
              "%d duplicates, %d late, %d layers skipped, %d dead letters",
              counts.duplicates(), counts.late(), counts.skippedLayers(), counts.deadLetters()));
    }
    if (counts.answeredBefore() > 0) {
      text.append(
          line("%d tiles below these, answered by an earlier run", counts.answeredBefore()));
    }
    if (run.stoppedBy() != null) {
      text.append(line("CUT SHORT: %s", run.stoppedBy()));
    }
    if (counts.lanes() == 0 || counts.lanesEnded() < counts.lanes()) {
      text.append(line("INCOMPLETE: %d of %d lanes ended", counts.lanesEnded(), counts.lanes()));
    }
    if (!counts.unanswered().isEmpty()) {
      text.append(line("WITHOUT A RESULT: batches %s", shortened(counts.unanswered())));
    }
    if (counts.crowdedLayers() > 0) {
      text.append(
          line(
              "GIVEN UP WITHOUT PROOF: %d layers, because more tiles waited than --maxBuffered",
              counts.crowdedLayers()));
    }
    text.append(tracking(counts.tracking()));
    text.append(alerts(run.alerts())).append(commands(run.commands()));
    if (!run.lost().isEmpty()) {
      text.append(line("LOST on the way, or never handed out: batches %s", shortened(run.lost())));
    }
    if (counts.lostAnswers() > 0) {
      text.append(
          line(
              "%d answers of the challenger never arrived, and it does not repeat what it hands"
                  + " out",
              counts.lostAnswers()));
    }
    for (String reason : run.givenUp()) {
      text.append(line("GIVEN UP: %s", reason));
    }
    if (!run.revised().isEmpty()) {
      text.append(line("ANSWERED ANEW after a loss: batches %s", shortened(run.revised())));
    }
    if (!run.incomplete().isEmpty()) {
      text.append(
          line(
              "INCOMPLETE WINDOWS, outliers may be missing: batches %s",
              shortened(run.incomplete())));
    }
    if (counts.unaccounted() != 0 && counts.lanesEnded() == counts.lanes()) {
      text.append(line("NOT ACCOUNTED FOR: %d messages", counts.unaccounted()));
    }
    return text.toString();
  }

  private static String tracking(@Nullable TrackingCounts tracking) {
    StringBuilder text = new StringBuilder();
    if (tracking != null && tracking.unproven() > 0) {
      text.append(
          line(
              "CLOSED WITHOUT PROOF: %d layers, because more were open than --maxOpenLayers",
              tracking.unproven()));
    }
    if (tracking != null && !tracking.untracked().isEmpty()) {
      text.append(line("NOT TRACKED TO THE END: %s", String.join(", ", tracking.untracked())));
    }
    if (tracking != null && tracking.offPlate() > 0) {
      text.append(line("%d batches off the plate", tracking.offPlate()));
    }
    return text.toString();
  }

  private static String alerts(@Nullable AlertRecord alerts) {
    StringBuilder text = new StringBuilder();
    if (alerts != null) {
      if (alerts.suppressed() > 0) {
        text.append(
            line(
                "%d of %d alerts kept back by commands: alerts-sent.jsonl says which",
                alerts.suppressed(), alerts.raised()));
      }
      for (AlertRecord.SinkRecord sink : alerts.sinks()) {
        if (sink.refused() + sink.undelivered() > 0) {
          text.append(
              line(
                  "NOT DELIVERED: %d of %d alerts, %s: %s",
                  sink.refused() + sink.undelivered(),
                  sink.delivered() + sink.refused() + sink.undelivered(),
                  sink.sink(),
                  Foreign.shown(sink.lastProblem(), SHOWN_TEXT)));
        }
      }
    }
    return text.toString();
  }

  private static String commands(@Nullable CommandRecord commands) {
    return commands == null
        ? ""
        : line("%d commands taken, %d refused", commands.taken().size(), commands.refused().size());
  }

  private static String table(RunSummary run) {
    StringBuilder text = new StringBuilder();
    text.append(format(ROW, "", "R [s]", "sigma [s]", "p99 [s]", "R_M [s]", "X [tiles/s]"));
    run.queries().forEach((name, query) -> text.append(row(name, query)));
    return text.toString();
  }

  private static String row(String name, Figures query) {
    return format(
        ROW,
        name.toUpperCase(Locale.ROOT),
        format("%.4f", query.mean()),
        format("%.4f", query.sigma()),
        format("%.4f", query.p99()),
        format("%.4f", query.max()),
        format("%.3f", query.throughput()));
  }

  /** How long layers of a print took that was watched, as our challenger says; else nothing. */
  private static String watched(JsonNode watch) {
    return watch.path("layer_latency_median").isTextual()
        ? line(
            "Whole file to last result: %s, of that %s settling (medians)",
            Foreign.shown(watch.path("layer_latency_median").asText(), SHOWN_TEXT),
            Foreign.shown(watch.path("settling_median").asText(), SHOWN_TEXT))
        : "";
  }

  /**
   * The report of a query's number to its figures as the known challengers give it, or as it is.
   */
  private static String challenger(JsonNode report) {
    StringBuilder text = new StringBuilder(line("The challenger's own view:"));
    if (!report.isObject()) {
      return text.append(line("  %s", Foreign.shown(report.asText(), SHOWN_TEXT))).toString();
    }
    List<String> figures = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : report.properties()) {
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        value.properties().forEach(one -> figures.add(figure(one.getKey(), one.getValue())));
      } else if (!value.isArray()) {
        figures.add(figure(entry.getKey(), value));
      }
    }
    figures.stream().limit(SHOWN_FIGURES).forEach(text::append);
    if (figures.size() > SHOWN_FIGURES) {
      text.append(line("  ... (all in run.json)"));
    }
    return text.toString();
  }

  private static String figure(String name, JsonNode value) {
    return line(
        "  %-14s %s", Foreign.shown(name, SHOWN_TEXT), Foreign.shown(value.asText(), SHOWN_TEXT));
  }

  private static String shortened(List<IdRange> ranges) {
    String shown =
        ranges.stream()
            .limit(SHOWN_RANGES)
            .map(IdRange::toString)
            .collect(Collectors.joining(", "));
    return ranges.size() > SHOWN_RANGES ? shown + ", ... (all in run.json)" : shown;
  }

  private static String line(String format, Object... values) {
    return format(format, values) + "\n";
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
