package org.meltwatch.record.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.parts.Rows;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

/** What people are told of a print. */
final class FindingsTextTest {

  private static final String PRINT = "P";

  @TempDir private Path dir;

  @Test
  void of_aPrintWithDefects_saysWhatWhereAndHowBad() throws IOException {
    Rows.write(
        dir,
        layer(0, 4),
        layer(1, 3),
        layer(2, 4),
        layer(3, 2),
        layer(4, 2),
        defect(id(0, 10, 20), 2, 60, 0, Level.MINOR),
        // Later rows of the same defect count.
        defect(id(1, 30, 40), 3, 50, 0, null),
        defect(id(1, 30, 40), 4, 75, 0, Level.STOP),
        defect(id(2, 1, 1), 4, 9, 8, null),
        alert(id(0, 10, 20), 2, Level.MINOR),
        alert(id(1, 30, 40), 4, Level.STOP));

    assertEquals(
        """
        P: STOP, stop this print. 3 defects: 1 STOP, 1 MINOR; 1 at edges.
          STOP  hot defect 1-30-40: layers 1 to 4, 75 points, around row 30, column 41
          MINOR hot defect 0-10-20: layers 0 to 2, 60 points, around row 10, column 21
          5 layers, of which 3 lack tiles: 1, 3-4 (layers.csv)
        """,
        FindingsText.of(findings()));
  }

  @Test
  void of_aPrintInOrder_saysSo() throws IOException {
    Rows.write(dir, layer(0, 4), layer(1, 4));

    assertNull(findings().get(0).worst());
    assertEquals(
        """
        P: nothing that lasts. No defect.
          2 layers, none lacks a tile
        """,
        FindingsText.of(findings()));
  }

  @Test
  void of_aPrintWithDisturbedImages_saysHowAndWhere() throws IOException {
    Rows.write(
        dir,
        layer(0, 4),
        layer(1, 3),
        disturbed(1, Disturbance.MISSING, "2"),
        disturbed(3, Disturbance.SCALED, "mean 48 %"),
        disturbed(4, Disturbance.SCALED, "mean 47 %"),
        disturbed(3, Disturbance.SHIFTED, "3 0"));

    assertEquals(
        """
        P: nothing that lasts. No defect.
          2 layers, of which 1 lack tiles: 1 (layers.csv)
          images disturbed: shifted in 3; scaled in 3-4 (quality.csv)
        """,
        FindingsText.of(findings()));
  }

  @Test
  void of_manyDefects_namesTheWorst() throws IOException {
    for (int i = 0; i < 5; i++) {
      Rows.write(dir, defect(id(0, i, 7), 2, 10 + i, 0, Level.MINOR));
    }
    Rows.write(dir, layer(0, 1), alert(id(0, 4, 7), 2, Level.MINOR));

    assertEquals(
        """
        P: MINOR, watch it. 5 defects: 5 MINOR; 0 at edges.
          MINOR hot defect 0-4-7: layers 0 to 2, 14 points, around row 4, column 8
          MINOR hot defect 0-3-7: layers 0 to 2, 13 points, around row 3, column 8
          MINOR hot defect 0-2-7: layers 0 to 2, 12 points, around row 2, column 8
          and 2 more with a level (all in defects.csv)
          1 layers, none lacks a tile
        """,
        FindingsText.of(findings()));
  }

  @Test
  void of_aRunThatKnowsNoPlate_isNothing() throws IOException {
    assertEquals(List.of(), findings());
    assertEquals("", FindingsText.of(findings()));
  }

  @Test
  void of_anyLanguage_hasTheSameDigits() throws IOException {
    Rows.write(dir, layer(0, 4), defect(id(0, 10, 20), 2, 60, 0, null));
    Locale before = Locale.getDefault();
    String english = FindingsText.of(findings());
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertEquals(english, FindingsText.of(findings()));
    } finally {
      Locale.setDefault(before);
    }
  }

  private List<PrintFindings> findings() throws IOException {
    return PrintFindings.of(RunRecord.open(dir));
  }

  private static DefectId id(int layer, int x, int y) {
    return new DefectId(layer, x, y);
  }

  private static LayersAnswer.Layer layer(int layer, int present) {
    return new LayersAnswer.Layer(PRINT, layer, present, 100, 0, 0, 0, 0, 0, null, true, layer);
  }

  private static QualityAnswer.DisturbedLayer disturbed(
      int layer, Disturbance disturbance, String detail) {
    return new QualityAnswer.DisturbedLayer(PRINT, layer, disturbance, 1, detail, true, layer);
  }

  private static AlertsAnswer.Raised alert(DefectId id, int layer, Level level) {
    return new AlertsAnswer.Raised(
        PRINT, layer, level, id, Family.HOT, layer - id.layer() + 1, 9, layer);
  }

  /** A defect whose points lie about its id, one column further. */
  private static DefectsAnswer.Grown defect(
      DefectId id, int last, long points, long edge, @Nullable Level level) {
    return new DefectsAnswer.Grown(
        PRINT,
        id,
        Family.HOT,
        last,
        false,
        last,
        last - id.layer() + 1,
        3,
        points,
        0,
        edge,
        null,
        new Box(id.x(), id.y(), id.x() + 5, id.y() + 5),
        points * id.layer(),
        points * id.x(),
        points * (id.y() + 1L),
        level,
        List.of(),
        last);
  }
}
