package org.meltwatch.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.record.findings.PrintFindings;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.run.RunCounts;
import org.meltwatch.record.run.RunSummary;

/** What was looked at and what was not: of a print by layers, of a run by batches. */
final class Coverage {

  private static final int MOST_RANGES = 40;

  private final Texts texts;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  Coverage(Texts texts) {
    this.texts = texts;
  }

  /** Of a print: rows of name and value. */
  List<Map<String, Object>> ofPrint(PrintFindings print, Masked masked) {
    long present = print.layers().stream().mapToLong(LayersAnswer.Layer::present).sum();
    long whole = (long) print.tilesOfLayer() * print.layers().size();
    Ranges lacking = new Ranges();
    print.incomplete().forEach(layer -> lacking.add(layer.layer()));
    Ranges unobserved = new Ranges();
    Ranges unproven = new Ranges();
    for (LayersAnswer.Layer layer : print.layers()) {
      if (layer.observed() == 0) {
        unobserved.add(layer.layer());
      }
      if (!layer.proven()) {
        unproven.add(layer.layer());
      }
    }
    add("coverage.layers", texts.number(print.layers().size()));
    add(
        "coverage.tiles",
        "%s (%s)"
            .formatted(
                texts.number(present), texts.percent(whole == 0 ? 0 : present / (double) whole)));
    add("coverage.lacking", lacking.list());
    add(
        "coverage.observed",
        texts.number(print.layers().stream().mapToLong(LayersAnswer.Layer::observed).sum()));
    add("coverage.unobserved", unobserved.list());
    add("coverage.unproven", unproven.list());
    add("coverage.masked", masked.areas(print.print()));
    add("coverage.muted", masked.muted(print.print()));
    return rows;
  }

  /** Of a run: rows of name and value; none if it has not ended. */
  List<Map<String, Object>> ofRun(@Nullable RunSummary summary) {
    if (summary == null) {
      return rows;
    }
    RunCounts counts = summary.counts();
    add("coverage.missing", counts.missingBatchIds());
    add("coverage.lost", summary.lost());
    add("coverage.unanswered", counts.unanswered());
    add("coverage.incomplete", summary.incomplete());
    add("coverage.letters", texts.number(counts.deadLetters()));
    if (counts.tracking() != null) {
      add("coverage.offplate", texts.number(counts.tracking().offPlate()));
    }
    return rows;
  }

  private void add(String key, List<IdRange> ranges) {
    String shown =
        ranges.stream().limit(MOST_RANGES).map(IdRange::toString).collect(Collectors.joining(", "));
    String rest =
        ranges.size() > MOST_RANGES
            ? " " + texts.text("more", texts.number(ranges.size() - MOST_RANGES), "run.json")
            : "";
    add(key, ranges.isEmpty() ? texts.word("none") : shown + rest);
  }

  private void add(String key, String value) {
    rows.add(Page.row("name", texts.word(key), "value", value));
  }
}
