package org.meltwatch.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionTest {

  @TempDir private Path dir;

  @Test
  void detection_ofASmallPrint_writesTheWholeReportTheSameEachTime() throws Exception {
    Path one = dir.resolve("one");
    Path again = dir.resolve("again");
    assertEquals(0, run(one));
    assertEquals(0, run(again));
    try (Stream<Path> files = Files.list(one)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertEquals(
          List.of(
              "blemishes.csv",
              "detection-heat.png",
              "detection-recall.png",
              "detection-size.png",
              "detection-sweep.png",
              "detection.md",
              "false-defects.csv",
              "sweep.csv"),
          names);
      for (String name : names) {
        assertEquals(-1, Files.mismatch(one.resolve(name), again.resolve(name)), name);
      }
    }
    String report = Files.readString(one.resolve("detection.md"));
    assertTrue(report.contains("\n| hot spot | "), report);
    long blemishes = Files.readString(one.resolve("blemishes.csv")).lines().count() - 1;
    assertTrue(blemishes > 2, blemishes + " blemishes");
  }

  @Test
  void detection_intoADirectoryThatThereIs_isRefused() {
    assertEquals(2, run(dir));
  }

  private static int run(Path output) {
    return Detection.run(
        "--output=" + output, "--seeds=3", "--layers=18", "--grid=1x2", "--tileSize=250");
  }
}
