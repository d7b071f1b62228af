package org.meltwatch.record.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.record.rows.RegionPoints;
import org.meltwatch.record.rows.Row;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

final class SpaceFilesTest {

  private static final PlateScale SCALE = new PlateScale(0.125, 0.04, false, 0);
  private static final DefectId ONE = new DefectId(2, 8, 16);
  private static final DefectId ABSORBED = new DefectId(3, 8, 20);

  @TempDir private Path dir;

  @Test
  void write_defectThatAbsorbedAnother_hasThePointsOfBoth() throws Exception {
    rows(
        region(2, ONE, 8, 16, 2),
        grown(ONE, 2, false, 2, new Box(8, 16, 8, 17), null),
        region(3, ABSORBED, 8, 20, 1),
        grown(ABSORBED, 3, false, 1, new Box(8, 20, 8, 20), null),
        region(4, ONE, 8, 16, 3, 9, 16, 1),
        grown(ABSORBED, 4, true, 1, new Box(8, 20, 8, 20), null),
        grown(ONE, 4, false, 7, new Box(8, 16, 9, 20), Level.MINOR, ABSORBED));
    // An engine wrote some of them anew.
    rows(region(2, ONE, 8, 16, 2), grown(ONE, 2, false, 2, new Box(8, 16, 8, 17), null));
    SpaceFiles.write(dir, SCALE);

    assertEquals(
        List.of(
            "1.0625 2.0625 0.1 240 208 32 0 1 1",
            "1.0625 2.1875 0.1 240 208 32 0 1 1",
            "1.0625 2.5625 0.14 240 208 32 0 1 1",
            "1.0625 2.0625 0.18 240 208 32 0 1 1",
            "1.0625 2.1875 0.18 240 208 32 0 1 1",
            "1.0625 2.3125 0.18 240 208 32 0 1 1",
            "1.1875 2.0625 0.18 240 208 32 0 1 1"),
        vertices());
    JsonNode json = new ObjectMapper().readTree(dir.resolve("defects.json").toFile());
    assertEquals(1, json.path("defects").size());
    JsonNode defect = json.path("defects").get(0);
    assertEquals("2-8-16", defect.path("id").asText());
    assertEquals("MINOR", defect.path("level").asText());
    assertEquals(7 * 0.125 * 0.125 * 0.04, defect.path("volume_mm3").asDouble());
    assertEquals("[1.0,2.0,0.08]", defect.path("min_mm").toString());
    assertEquals("[1.25,2.625,0.2]", defect.path("max_mm").toString());
    assertEquals("[\"3-8-20\"]", defect.path("absorbed").toString());
    assertEquals("[0.1875,0.3125,0.18]", defect.path("centroid_mm").toString());
    assertEquals(0, json.path("points_left_out").asInt());
  }

  @Test
  void write_nothingTracked_writesEmptyFiles() throws Exception {
    SpaceFiles.write(dir, SCALE);
    assertEquals(List.of(), vertices());
  }

  @Test
  void write_regionOfNoDefect_saysSo() throws Exception {
    rows(region(2, ONE, 8, 16, 2));
    IOException problem = assertThrows(IOException.class, () -> SpaceFiles.write(dir, SCALE));
    assertEquals(
        "part files of %s have a region of defect 2-8-16 in layer 2, and no such defect"
            .formatted(dir),
        problem.getMessage());
  }

  @Test
  void of_factsThatLackALength_isNull() {
    assertNull(PlateScale.of(PrintFacts.NONE));
    assertNull(PlateScale.of(new PrintFacts(null, 0.125, null, false, 0, null, null, Map.of())));
    assertEquals(
        new PlateScale(0.125, 0.04, true, 3),
        PlateScale.of(new PrintFacts(null, 0.125, 0.04, true, 3, null, null, Map.of())));
  }

  private void rows(Row... rows) throws IOException {
    try (PartWriter writer = new PartWriter(dir)) {
      for (Row row : rows) {
        writer.append(row);
      }
      writer.flush();
    }
  }

  private static RegionPoints region(int layer, DefectId id, int... runs) {
    long points = 0;
    for (int i = 2; i < runs.length; i += 3) {
      points += runs[i];
    }
    return new RegionPoints("P", layer, id, Family.HOT, points, runs, 0);
  }

  /** Sums are such that each centroid is at row 1, column 2 and the last layer. */
  private static Grown grown(
      DefectId id,
      int asOf,
      boolean gone,
      long points,
      Box box,
      Level level,
      DefectId... absorbed) {
    return new Grown(
        "P",
        id,
        Family.HOT,
        asOf,
        gone,
        asOf,
        1,
        1,
        points,
        0,
        0,
        null,
        box,
        asOf * points,
        points,
        2 * points,
        level,
        List.of(absorbed),
        asOf);
  }

  private List<String> vertices() throws IOException {
    return read(Files.readAllBytes(dir.resolve("defects.ply")));
  }

  /** Reads the format as its description has it, and nothing that it does not know. */
  private static List<String> read(byte[] ply) {
    ByteBuffer bytes = ByteBuffer.wrap(ply).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals("ply", line(bytes));
    assertEquals("format binary_little_endian 1.0", line(bytes));
    int vertices = -1;
    List<String> properties = new ArrayList<>();
    for (String line = line(bytes); !line.equals("end_header"); line = line(bytes)) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "comment" -> assertEquals(true, words.length > 1);
        case "element" -> {
          assertEquals(List.of("element", "vertex"), List.of(words[0], words[1]));
          assertEquals(-1, vertices);
          vertices = Integer.parseInt(words[2]);
        }
        case "property" -> {
          assertEquals(true, vertices >= 0 && words.length == 3, line);
          properties.add(words[1]);
        }
        default -> throw new AssertionError(line);
      }
    }
    List<String> read = new ArrayList<>();
    for (int i = 0; i < vertices; i++) {
      List<String> fields = new ArrayList<>();
      for (String type : properties) {
        fields.add(
            switch (type) {
              case "float" -> String.valueOf(bytes.getFloat());
              case "uchar" -> String.valueOf(bytes.get() & 0xff);
              case "int" -> String.valueOf(bytes.getInt());
              default -> throw new AssertionError(type);
            });
      }
      read.add(String.join(" ", fields));
    }
    assertEquals(0, bytes.remaining());
    return read;
  }

  private static String line(ByteBuffer bytes) {
    StringBuilder line = new StringBuilder();
    for (char next = (char) bytes.get(); next != '\n'; next = (char) bytes.get()) {
      line.append(next);
    }
    return line.toString();
  }
}
