package org.meltwatch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.record.commands.Area;
import org.meltwatch.record.commands.Command;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.record.commands.Note;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.pictures.Keep;
import org.meltwatch.record.pictures.PictureWriter;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.record.rows.Row;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;
import org.meltwatch.tracking.Peak;

final class PrintReportTest {

  private static final DefectId ID = new DefectId(1, 30, 40);
  private static final String SUMMARY =
      """
      {"all_answered": false,
       "versions": {"meltwatch": "1", "beam": "2", "engine": "Direct <2>", "java": "17",
                    "inflater": "JDK"},
       "options": {"output": "x", "eps": "20"},
       "counts": {"lanes": 1, "lanes_ended": 1, "messages": 8, "tiles_in": 8, "results": 7,
                  "duplicates": 0, "answered_before": 0, "late": 0, "skipped_layers": 0,
                  "crowded_layers": 0, "dead_letters": 1, "unanswered": [],
                  "unaccounted": 0, "missing_batch_ids": [{"first": 3, "last": 5}],
                  "lost_answers": 0,
                  "tracking": {"layers": 3, "unproven": 0, "off_plate": 2, "untracked": []}},
       "revised": [], "lost": [], "incomplete": [], "given_up": [],
       "queries": {"q1": {"count": 8, "mean": 0.0125, "sigma": 0, "p50": 0, "p99": 0.5,
                          "max": 1.5, "throughput": 1234.5}},
       "cost": {"started_us": 1795801412221000, "wall_seconds": 50.8, "stop_seconds": -1,
                "cpu_seconds": 13, "collections": 1, "collection_seconds": 0,
                "peak_heap_bytes": 1, "peak_resident_bytes": 1},
       "challenger": {"prints": [{"name": "P", "grid": "1x1", "pixel_size_mm": 0.1,
                       "layer_thickness_mm": 0.04}]}
      }
      """;

  @TempDir private Path dir;

  @Test
  void html_ofARun_saysWhatWasFoundAndWhatWasNotLookedAt() throws IOException {
    record("P", Level.STOP);
    Files.writeString(dir.resolve("run.json"), SUMMARY);

    String html = PrintReport.html(dir, Locale.ENGLISH);

    assertContains(html, "<div class=\"verdict STOP\">STOP: stop this print</div>");
    assertContains(html, "1 defects: 1 STOP, 0 MAJOR, 0 MINOR, 0 without a level; 0 of them");
    assertContains(html, "<th scope=\"row\">Layers that lack tiles</th><td>1</td>");
    assertContains(
        html, "<th scope=\"row\">Layers in which no point was observed</th><td>0-1</td>");
    assertContains(html, "<th scope=\"row\">Tiles present</th><td>11 (91.7%)</td>");
    assertContains(html, "<th scope=\"row\">Batches that were never seen</th><td>3-5</td>");
    assertContains(html, "<th scope=\"row\">Batches off the plate</th><td>2</td>");
    assertContains(html, "Not every tile has its result.");
    assertContains(html, "No layer&#39;s images are disturbed.");
    // 4000 points of 0.1 x 0.1 x 0.04 mm, two layers high.
    assertContains(html, "<td class=\"n\">0.08</td><td class=\"n\">1.6000</td>");
    assertContains(html, "<td class=\"n\">4,000</td>");
    assertContains(html, "<td>q1</td><td class=\"n\">0.0125</td><td class=\"n\">0.5000</td>");
    assertContains(html, "Direct &lt;2&gt;");
    assertFalse(html.contains("{{"), html);
  }

  @Test
  void html_withDisturbedImages_tellsFromWhichToWhichLayer() throws IOException {
    record("P", Level.STOP);
    try (PartWriter writer = new PartWriter(dir)) {
      writer.append(disturbed(0, Disturbance.MISSING, "1-2"));
      writer.append(disturbed(1, Disturbance.SCALED, "mean 48 %"));
      writer.append(disturbed(2, Disturbance.SCALED, "mean 47 %"));
      writer.append(disturbed(2, Disturbance.MISSING, "3"));
    }
    Files.writeString(dir.resolve("run.json"), SUMMARY);

    String html = PrintReport.html(dir, Locale.GERMAN);

    String first = "<tr><td class=\"n\">0</td><td class=\"n\">0</td><td>Kacheln fehlen</td>";
    String second =
        "<tr><td class=\"n\">1</td><td class=\"n\">2</td><td>au\u00dferhalb der Skala</td>";
    String third = "<tr><td class=\"n\">2</td><td class=\"n\">2</td><td>Kacheln fehlen</td>";
    assertContains(html, first + "<td class=\"n\">1</td><td>1-2</td>");
    assertContains(html, second + "<td class=\"n\">1</td><td>Mittel 48 %</td>");
    assertContains(html, third + "<td class=\"n\">1</td><td>3</td>");
    assertTrue(html.indexOf(first) < html.indexOf(second), html);
    assertTrue(html.indexOf(second) < html.indexOf(third), html);
  }

  @Test
  void html_whereTilesAreKept_showsWorstDefectsBeforeAtAndAfterTheirPeaks() throws IOException {
    record("P", Level.STOP);
    Files.writeString(dir.resolve("run.json"), SUMMARY);
    short[] pixels = new short[60 * 80];
    Arrays.fill(pixels, (short) 30_000);
    try (PictureWriter pictures = new PictureWriter(dir, Keep.PREVIEW, 5000)) {
      for (int layer = 0; layer < 2; layer++) {
        TileHeader tile = new TileHeader(layer, new TileKey("P", 0), layer, layer);
        pictures.image(tile, new Image(60, 80, pixels));
      }
    }

    String html = PrintReport.html(dir, Locale.ENGLISH);

    assertContains(html, "<figcaption>Layer 0</figcaption>");
    assertContains(html, "<figcaption>Layer 1</figcaption>");
    assertFalse(html.contains("<figcaption>Layer 2</figcaption>"), html);
  }

  @Test
  void html_withCommands_saysWhoSaidWhatAndWhy() throws IOException {
    record("P", Level.STOP);
    Note note = new Note("a <known> scratch", "Ada", Instant.parse("2026-11-27T10:00:00Z"));
    CommandFiles.write(dir, Command.mute("P", ID, Family.HOT, note));

    String html = PrintReport.html(dir, Locale.ENGLISH);

    assertContains(html, "<td>Mute</td>");
    assertContains(html, "nobody is told of</th><td>" + ID + "</td>");
    assertContains(html, "<td>a &lt;known&gt; scratch</td><td>Ada</td>");
  }

  @Test
  void html_inGerman_hasItsWordsAndNumbers() throws IOException {
    record("P", Level.STOP);
    Files.writeString(dir.resolve("run.json"), SUMMARY);

    String html = PrintReport.html(dir, Locale.GERMANY);

    assertContains(html, "<html lang=\"de\">");
    assertContains(html, "STOP: diesen Bau anhalten");
    assertContains(html, "<td class=\"n\">0,08</td><td class=\"n\">1,6000</td>");
    assertContains(html, "<td class=\"n\">4.000</td>");
  }

  @Test
  void html_withAnIgnoredPart_saysWhichUnlessThatWasWithdrawn() throws IOException {
    record("P", Level.STOP);
    Note note = new Note("a clamp", "Ada", Instant.parse("2026-11-27T17:44:34Z"));
    Area area = new Area.Rectangle(new Box(1, 2, 30, 40));
    CommandFiles.write(dir, Command.ignore("P", area, 3, null, note));
    Path other = CommandFiles.write(dir, Command.ignore("P", area, null, null, note));
    CommandFiles.write(dir, Command.withdraw("P", other.getFileName().toString(), note));

    String html = PrintReport.html(dir, Locale.ENGLISH);

    assertContains(html, "of</th><td>rows 1 to 30, columns 2 to 40, from layer 3 on</td>");
  }

  @Test
  void html_wherePlateAndTilesAreKnown_drawsAllOfThePlate() throws IOException {
    record("P", Level.STOP);
    Files.writeString(
        dir.resolve("started.json"), "{\"options\": {\"plate\": \"2x3\", \"tileSize\": \"50\"}}");

    String html = PrintReport.html(dir, Locale.ENGLISH);

    assertContains(html, "viewBox=\"0 0 150 100\"");
    assertContains(html, "<path class=\"tiles\" d=\"M0 50H150M50 0V100M100 0V100\"/>");
    assertFalse(html.contains("Nobody has said how large the plate is"), html);
  }

  @Test
  void html_whereNobodyKnowsThePlate_drawsAsFarAsDefectsReachAndSaysSo() throws IOException {
    record("P", Level.STOP);

    String html = PrintReport.html(dir, Locale.ENGLISH);

    assertContains(html, "viewBox=\"0 0 61 51\"");
    assertContains(html, "Nobody has said how large the plate is");
  }

  @Test
  void html_inALanguageThatThereIsNot_isEnglishThroughout() throws IOException {
    record("P", Level.MINOR);

    String html = PrintReport.html(dir, Locale.forLanguageTag("ar-EG"));

    assertContains(html, "<html lang=\"en\">");
    assertContains(html, "MINOR: watch it");
    assertContains(html, "<td class=\"n\">4,000</td>");
  }

  @Test
  void html_ofAHostileName_isText() throws IOException {
    record("<script>alert(1)</script>", Level.MINOR);

    String html = PrintReport.html(dir, Locale.ENGLISH);

    assertContains(html, "<h2>&lt;script&gt;alert(1)&lt;/script&gt;</h2>");
    assertFalse(html.contains("<script"), html);
  }

  @Test
  void html_ofARunThatHasNotEnded_saysSo() throws IOException {
    record("P", null);

    String html = PrintReport.html(dir, Locale.ENGLISH);

    assertContains(html, "This run has not ended, or has died");
    assertContains(html, "<div class=\"verdict none\">Nothing that lasts</div>");
    assertContains(html, "No level was given.");
  }

  @Test
  void html_withoutAPlate_saysThatDefectsWereNotFollowed() throws IOException {
    assertContains(PrintReport.html(dir, Locale.ENGLISH), "No plate was known");
  }

  @Test
  void html_ofAnyPage_asksForNothingFromOutside() throws IOException {
    record("P", Level.STOP);
    Files.writeString(dir.resolve("run.json"), SUMMARY);

    String html = PrintReport.html(dir, Locale.ENGLISH);

    assertFalse(html.matches("(?s).*(?:src|href)=\"(?!data:).*"), html);
    assertFalse(html.contains("@import") || html.contains("url("), html);
  }

  @Test
  void texts_ofBothLanguages_haveTheSameKeys() throws IOException {
    assertEquals(keys("texts.properties"), keys("texts_de.properties"));
  }

  @Test
  void run_ofWhatIsNoRun_saysTheRule() {
    assertEquals(2, ReportCommand.run(dir.resolve("none").toString()));
  }

  @Test
  void run_ofARun_writesThePage() throws IOException {
    record("P", Level.MAJOR);

    assertEquals(0, ReportCommand.run("--language=de", dir.toString()));

    assertContains(Files.readString(dir.resolve("report.html")), "MAJOR: ansehen");
  }

  private static List<String> keys(String file) throws IOException {
    Properties texts = new Properties();
    try (var in = PrintReport.class.getResourceAsStream(file)) {
      texts.load(in);
    }
    return texts.stringPropertyNames().stream().sorted().toList();
  }

  private static void assertContains(String html, String part) {
    assertTrue(html.contains(part), () -> part + " is not in\n" + html);
  }

  /** Three layers of four tiles, one of which lacks one, and a defect through two. */
  private void record(String print, @Nullable Level level) throws IOException {
    try (PartWriter writer = new PartWriter(dir)) {
      writer.append(layer(print, 0, 4, 0, null));
      writer.append(layer(print, 1, 3, 0, null));
      writer.append(layer(print, 2, 4, 900, level));
      writer.append(defect(print, level));
      if (level != null) {
        writer.append(alert(print, level));
      }
    }
  }

  private static Row layer(
      String print, int layer, int present, long observed, @Nullable Level level) {
    return new LayersAnswer.Layer(
        print, layer, present, observed, 5, 6, 7, 2, 1, level, true, layer);
  }

  private static Row disturbed(int layer, Disturbance disturbance, String detail) {
    return new QualityAnswer.DisturbedLayer("P", layer, disturbance, 1, detail, true, layer);
  }

  private static Row alert(String print, Level level) {
    return new AlertsAnswer.Raised(print, 2, level, ID, Family.HOT, 2, 4000, 9);
  }

  private static Row defect(String print, @Nullable Level level) {
    return new DefectsAnswer.Grown(
        print,
        ID,
        Family.HOT,
        2,
        false,
        2,
        2,
        2,
        4000,
        3,
        4,
        new Peak(1140 * 7000, ID),
        new Box(30, 40, 50, 60),
        6000,
        4000 * 35L,
        4000 * 45L,
        level,
        List.of(),
        9);
  }
}
