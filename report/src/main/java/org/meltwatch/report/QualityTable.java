package org.meltwatch.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.record.findings.PrintFindings;
import org.meltwatch.record.rows.QualityAnswer.DisturbedLayer;

/** Which layers' images are disturbed: a row for each stretch of layers that are so in one way. */
final class QualityTable {

  private static final int MOST = 500;

  private record Stretch(DisturbedLayer first, int last) {}

  private final Texts texts;

  QualityTable(Texts texts) {
    this.texts = texts;
  }

  List<Map<String, Object>> of(PrintFindings print) {
    return stretches(print).stream().limit(MOST).map(this::row).toList();
  }

  /** How many stretches are not in the table. */
  static int left(PrintFindings print) {
    return stretches(print).size() - MOST;
  }

  private static List<Stretch> stretches(PrintFindings print) {
    Map<Disturbance, Stretch> open = new EnumMap<>(Disturbance.class);
    List<Stretch> all = new ArrayList<>();
    for (DisturbedLayer layer : print.disturbed()) {
      Stretch before = open.get(layer.disturbance());
      if (before != null && before.last == layer.layer() - 1) {
        open.put(layer.disturbance(), new Stretch(before.first, layer.layer()));
      } else {
        if (before != null) {
          all.add(before);
        }
        open.put(layer.disturbance(), new Stretch(layer, layer.layer()));
      }
    }
    all.addAll(open.values());
    all.sort(
        Comparator.comparingInt((Stretch stretch) -> stretch.first.layer())
            .thenComparing(stretch -> stretch.first.disturbance()));
    return all;
  }

  private Map<String, Object> row(Stretch stretch) {
    Map<String, Object> row =
        Page.row("from", texts.number(stretch.first.layer()), "to", texts.number(stretch.last));
    row.put("disturbance", texts.word("quality." + stretch.first.disturbance().word()));
    row.put("tiles", texts.number(stretch.first.tiles()));
    row.put("detail", detail(stretch.first));
    return row;
  }

  private String detail(DisturbedLayer layer) {
    int word = layer.detail().indexOf(' ');
    return layer.disturbance() == Disturbance.SCALED && word > 0
        ? texts.word("quality.scaled." + layer.detail().substring(0, word))
            + layer.detail().substring(word)
        : layer.detail();
  }
}
