package org.meltwatch.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.foreign.Foreign;
import org.meltwatch.latency.Figures;
import org.meltwatch.record.commands.Command;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.record.findings.PrintFindings;
import org.meltwatch.record.parts.DeadLetterNote;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.run.RunFacts;
import org.meltwatch.record.run.RunSummary;

/** What the page's template is given: words, and values as text. */
final class Page {

  private static final int MOST_ROWS = 200;
  private static final int SHOWN = 200;

  private final Texts texts;

  Page(Texts texts) {
    this.texts = texts;
  }

  /**
   * All that the template names.
   *
   * @param summary what the run came to; null if it has not ended
   */
  Map<String, Object> context(
      Path dir,
      @Nullable RunSummary summary,
      List<PrintFindings> prints,
      List<DeadLetterNote> letters)
      throws IOException {
    Map<String, Object> page = new HashMap<>();
    page.put("t", texts.all());
    page.put("language", texts.language());
    page.put("run", Foreign.shown(dir.toAbsolutePath().getFileName().toString(), SHOWN));
    page.put("unfinished", summary == null);
    page.put("notall", summary != null && !summary.allAnswered());
    page.put("untracked", prints.isEmpty());
    page.put("made", texts.text("made", texts.moment(now()), dir.toAbsolutePath().normalize()));
    List<DefectsAnswer.Grown> worst =
        prints.stream().flatMap(print -> PrintSection.worst(print).stream()).toList();
    CommandFiles.Found commands = CommandFiles.read(dir);
    PrintSection sections =
        new PrintSection(
            texts, RunFacts.read(dir), DefectPictures.of(dir, worst), new Masked(texts, commands));
    List<Map<String, Object>> shown = new ArrayList<>();
    for (PrintFindings print : prints) {
      shown.add(sections.of(print));
    }
    page.put("prints", shown);
    addCommands(page, commands);
    page.put("coverage", new Coverage(texts).ofRun(summary));
    page.put("letters", letters.stream().limit(MOST_ROWS).map(this::letter).toList());
    page.put(
        "moreLetters",
        letters.size() > MOST_ROWS
            ? texts.text("more", texts.number(letters.size() - MOST_ROWS), "dead-letters/")
            : false);
    addRun(page, summary);
    return page;
  }

  private void addCommands(Map<String, Object> page, CommandFiles.Found found) {
    page.put("commands", found.commands().stream().map(named -> command(named.command())).toList());
    page.put(
        "refusedCommands",
        found.refused().stream()
            .map(
                refused ->
                    row("batch", refused.file(), "reason", Foreign.shown(refused.why(), SHOWN)))
            .toList());
  }

  private Map<String, Object> command(Command command) {
    Map<String, Object> row =
        row(
            "action",
            texts.word("action." + command.action().word()),
            "reason",
            Foreign.shown(command.note().reason(), SHOWN));
    row.put("print", Foreign.shown(command.printId(), SHOWN));
    row.put("about", about(command));
    row.put("by", Foreign.shown(command.note().by(), SHOWN));
    row.put("time", texts.moment(command.note().time().toEpochMilli() * 1000));
    return row;
  }

  /** What a command is about, as its file says it. */
  private static String about(Command command) {
    ObjectNode json = CommandFiles.json(command);
    json.remove(List.of("action", "print_id", "reason", "by", "time"));
    return json.isEmpty() ? "" : Foreign.shown(json.toString(), SHOWN);
  }

  private void addRun(Map<String, Object> page, @Nullable RunSummary summary) {
    page.put("ended", summary != null);
    if (summary == null) {
      return;
    }
    page.put("started", texts.moment(summary.cost().startedUs()));
    page.put("duration", texts.number(summary.cost().wallSeconds(), 1) + " s");
    page.put("engine", summary.versions().engine());
    page.put("stoppedBy", summary.stoppedBy() == null ? false : summary.stoppedBy());
    page.put(
        "settings",
        summary.options().entrySet().stream()
            .map(
                option ->
                    row("name", option.getKey(), "value", Foreign.shown(option.getValue(), SHOWN)))
            .toList());
    page.put(
        "versions",
        List.of(
            row("name", "Meltwatch", "value", summary.versions().meltwatch()),
            row("name", "Beam", "value", summary.versions().beam()),
            row("name", "Java", "value", summary.versions().java())));
    page.put(
        "queries",
        summary.queries().entrySet().stream()
            .map(query -> figures(query.getKey(), query.getValue()))
            .toList());
  }

  private Map<String, Object> figures(String name, Figures figures) {
    Map<String, Object> row = row("name", name, "mean", texts.number(figures.mean(), 4));
    row.put("p99", texts.number(figures.p99(), 4));
    row.put("max", texts.number(figures.max(), 4));
    row.put("throughput", texts.number(figures.throughput(), 1));
    return row;
  }

  private Map<String, Object> letter(DeadLetterNote letter) {
    Long seqId = letter.seqId();
    return row(
        "batch",
        seqId == null ? Foreign.shown(letter.origin(), SHOWN) : texts.number(seqId),
        "reason",
        Foreign.shown(letter.reason(), SHOWN));
  }

  static Map<String, Object> row(String one, String first, String other, String second) {
    Map<String, Object> row = new HashMap<>();
    row.put(one, first);
    row.put(other, second);
    return row;
  }

  private static long now() {
    return System.currentTimeMillis() * 1000;
  }
}
