package org.meltwatch.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.foreign.Foreign;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.Plate;
import org.meltwatch.record.findings.PrintFindings;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.run.RunFacts;
import org.meltwatch.record.space.PlateScale;
import org.meltwatch.tracking.Level;

/** A print's part of the page. */
final class PrintSection {

  private static final int WORST = 8;
  private static final int MOST_DEFECTS = 200;
  private static final int MOST_ALERTS = 500;
  private static final int SHOWN = 200;

  private final Texts texts;
  private final RunFacts facts;
  private final DefectPictures pictures;
  private final Masked masked;

  PrintSection(Texts texts, RunFacts facts, DefectPictures pictures, Masked masked) {
    this.texts = texts;
    this.facts = facts;
    this.pictures = pictures;
    this.masked = masked;
  }

  Map<String, Object> of(PrintFindings print) throws IOException {
    Map<String, Object> section = new HashMap<>();
    @Nullable PlateScale scale = facts.scale(print.print());
    @Nullable Level worst = print.worst();
    @Nullable PlateSize size = PlateSize.of(facts, print.print(), pictures.any(print.print()));
    PlateMark plate = new PlateMark(size, print.defects(), texts.word("plate"));
    section.put("name", Foreign.shown(print.print(), SHOWN));
    section.put("level", worst == null ? "none" : worst.name());
    section.put("verdict", texts.word("verdict." + (worst == null ? "none" : worst)));
    section.put("counted", counted(print));
    section.put("coverage", new Coverage(texts).ofPrint(print, masked));
    section.put("quality", new QualityTable(texts).of(print));
    section.put("moreQuality", more(QualityTable.left(print), "quality.csv"));
    section.put("noQuality", print.disturbed().isEmpty());
    section.put("bar", LayerBar.of(print, texts.word("bar")));
    section.put("scaled", scale != null);
    section.put("plate", plate.of(print.defects()));
    section.put("guessed", plate.isGuessed());
    section.put("anyDefect", !print.defects().isEmpty());
    section.put("worst", cards(print, scale, plate));
    section.put(
        "defects",
        print.defects().stream().limit(MOST_DEFECTS).map(defect -> defect(defect, scale)).toList());
    section.put("moreDefects", more(print.defects().size() - MOST_DEFECTS, "defects.csv"));
    section.put("alerts", print.alerts().stream().limit(MOST_ALERTS).map(this::alert).toList());
    section.put("moreAlerts", more(print.alerts().size() - MOST_ALERTS, "alerts.csv"));
    section.put("noAlerts", print.alerts().isEmpty());
    section.put("points", points().draw(print.layers()));
    section.put("counts", counts().draw(print.layers()));
    section.put("layers", print.layers().stream().map(this::layer).toList());
    return section;
  }

  private String counted(PrintFindings print) {
    return texts.text(
        "defects.text",
        texts.number(print.defects().size()),
        texts.number(print.withLevel(Level.STOP)),
        texts.number(print.withLevel(Level.MAJOR)),
        texts.number(print.withLevel(Level.MINOR)),
        texts.number(print.withLevel(null)),
        texts.number(print.atEdges()));
  }

  private Trend points() {
    return new Trend(texts.word("layer"), texts.word("trend.points"), texts.numbers())
        .with(texts.word("trend.saturated"), LayersAnswer.Layer::saturated)
        .with(texts.word("trend.hot"), LayersAnswer.Layer::hot)
        .with(texts.word("trend.cold"), LayersAnswer.Layer::cold);
  }

  private Trend counts() {
    return new Trend(texts.word("layer"), texts.word("trend.count"), texts.numbers())
        .with(texts.word("trend.regions"), LayersAnswer.Layer::regions)
        .with(texts.word("trend.active"), LayersAnswer.Layer::active);
  }

  private List<Map<String, Object>> cards(
      PrintFindings print, @Nullable PlateScale scale, PlateMark plate) throws IOException {
    @Nullable Plate plan = facts.plate(print.print());
    List<Map<String, Object>> cards = new ArrayList<>();
    for (DefectsAnswer.Grown defect : worst(print)) {
      Map<String, Object> card = defect(defect, scale);
      card.put("map", plate.of(defect));
      card.put("pictures", pictures.of(defect, plan));
      cards.add(card);
    }
    return cards;
  }

  /** The defects that are shown with pictures. */
  static List<DefectsAnswer.Grown> worst(PrintFindings print) {
    return print.defects().stream().limit(WORST).toList();
  }

  private Map<String, Object> defect(DefectsAnswer.Grown defect, @Nullable PlateScale scale) {
    @Nullable Level level = defect.level();
    Map<String, Object> row = Page.row("id", defect.id().toString(), "level", word(level));
    row.put("family", texts.word("family." + defect.family().word()));
    row.put("from", texts.number(defect.id().layer()));
    row.put("to", texts.number(defect.lastLayer()));
    row.put("points", texts.number(defect.points()));
    row.put("edge", texts.percent(defect.edge() / (double) defect.points()));
    row.put(
        "place",
        "%s, %s"
            .formatted(
                texts.number(Math.round(defect.sumX() / (double) defect.points())),
                texts.number(Math.round(defect.sumY() / (double) defect.points()))));
    row.put(
        "peak",
        defect.peak() == null
            ? ""
            : texts.number(defect.peak().numerator() / (double) Outlier.DENOMINATOR, 0));
    if (scale != null) {
      int height = defect.lastLayer() - defect.id().layer() + 1;
      row.put("volume", texts.number(scale.volume(defect.points()), 4));
      row.put("height", texts.number(scale.height(height), 2));
    }
    return row;
  }

  private Map<String, Object> alert(AlertsAnswer.Raised alert) {
    Map<String, Object> row =
        Page.row("layer", texts.number(alert.layer()), "level", alert.level().name());
    row.put("id", alert.id().toString());
    row.put("family", texts.word("family." + alert.family().word()));
    row.put("points", texts.number(alert.points()));
    return row;
  }

  private Map<String, Object> layer(LayersAnswer.Layer layer) {
    Map<String, Object> row =
        Page.row("layer", texts.number(layer.layer()), "level", word(layer.level()));
    row.put("present", texts.number(layer.present()));
    row.put("saturated", texts.number(layer.saturated()));
    row.put("hot", texts.number(layer.hot()));
    row.put("cold", texts.number(layer.cold()));
    row.put("regions", texts.number(layer.regions()));
    row.put("active", texts.number(layer.active()));
    return row;
  }

  private Object more(int further, String file) {
    return further > 0 ? texts.text("more", texts.number(further), file) : false;
  }

  private static String word(@Nullable Level level) {
    return level == null ? "" : level.name();
  }
}
