package org.meltwatch.measure.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.measure.report.PaperFigures;
import org.meltwatch.measure.run.SameResults;

/** What runs leave behind, and what is kept of them. */
final class RunFilesTest {

  @TempDir private Path dir;

  @Test
  void differences_identicalFiles_areNone() throws Exception {
    assertEquals(List.of(), differences(List.of(run("a", "x"), run("b", "x"))));
    assertEquals(List.of(), differences(List.of()));
  }

  @Test
  void differences_oneRowForcedToDiffer_nameRunFileAndLine() throws Exception {
    List<Path> runs = List.of(run("a", "x"), run("b", "x"), run("c", "x"));
    Files.writeString(runs.get(2).resolve("q2.csv"), "head\ny\n");

    assertEquals(List.of("q2.csv of c, line 2: 'y', but in a: 'x'"), differences(runs));
  }

  @Test
  void differences_fileCutShort_sayWhere() throws Exception {
    List<Path> runs = List.of(run("a", "x"), run("b", "x"));
    Files.writeString(runs.get(1).resolve("q3.csv"), "head\n");

    assertEquals(
        List.of("q3.csv of b, line 2: the file has ended, but in a: 'x'"), differences(runs));
  }

  @Test
  void differences_runOfTheFirstTilesAlone_mustBeginLikeTheOthers() throws Exception {
    Path half = run("half", "x");
    Path whole = run("whole", "x\ny");

    assertEquals(List.of(), SameResults.differences(inOrder(half, 1, whole, 0)));
    assertEquals(
        List.of("q1.csv of half, line 2: 'z', but in whole: 'x'"),
        SameResults.differences(inOrder(run("half", "z"), 1, whole, 0)).subList(0, 1));
    assertEquals(3, SameResults.differences(inOrder(run("half", "x\ny"), 1, whole, 0)).size());
    assertEquals(3, SameResults.differences(inOrder(run("whole", "x"), 0, half, 1)).size());
    Files.writeString(run("half", "x").resolve("q2.csv"), "head\nx");
    assertEquals(1, SameResults.differences(inOrder(half, 1, run("whole", "x\ny"), 0)).size());
  }

  @Test
  void seconds_challengersDurations_areRead() throws Exception {
    assertEquals(3.230172, ChallengerView.seconds("3s230ms172µs"), 1e-12);
    assertEquals(0, ChallengerView.seconds("0µs"));
    assertThrows(IOException.class, () -> ChallengerView.seconds("3 s"));
    assertThrows(IOException.class, () -> ChallengerView.seconds(""));
  }

  @Test
  void of_challengersReport_readsItsFigures() throws Exception {
    String report =
        "{\"0\":{\"throughput\":\"138.46\",\"latency_mean\":\"3s230ms\","
            + "\"latency_p99\":\"8s745ms\",\"latency_max\":\"9s343ms\"}}";

    assertEquals(
        new ChallengerView(138.46, 3.23, 8.745, 9.343),
        ChallengerView.of(Json.MAPPER.readTree(report)));
  }

  @Test
  void all_paperFigures_areThePublishedOnes() throws Exception {
    List<PaperFigures> paper = PaperFigures.all();

    assertEquals(28, paper.size());
    assertEquals(
        new PaperFigures("flink", "buffer", 1, "q1", "0.056", "0.030", "0.111", "0.127", "188.689"),
        paper.get(0));
    assertEquals(
        new PaperFigures(
            "flink", "event-time", 5, "challenger", "1.615", "", "4.693", "5.423", "136.11"),
        paper.get(23));
    assertEquals(
        new PaperFigures("spark", "buffer", 3, "q2", "0.976", "0.979", "2.945", "22.741", "22.22"),
        paper.get(27));
    assertThrows(
        IllegalArgumentException.class, () -> PaperFigures.read(new StringReader("engine\nx\n")));
  }

  @Test
  void read_writtenResults_areEqual() throws Exception {
    Path file = dir.resolve("results.json");
    Fixtures.results().write(file);

    assertEquals(Fixtures.results(), Results.read(file));
  }

  private static List<String> differences(List<Path> runs) throws IOException {
    Map<Path, Integer> all = new LinkedHashMap<>();
    runs.forEach(run -> all.put(run, 0));
    return SameResults.differences(all);
  }

  private static Map<Path, Integer> inOrder(Path a, int tilesOfA, Path b, int tilesOfB) {
    Map<Path, Integer> runs = new LinkedHashMap<>();
    runs.put(a, tilesOfA);
    runs.put(b, tilesOfB);
    return runs;
  }

  private Path run(String name, String row) throws IOException {
    Path results = Files.createDirectories(dir.resolve(name).resolve("results"));
    for (String file : List.of("q1.csv", "q2.csv", "q3.csv")) {
      Files.writeString(results.resolve(file), "head\n" + row + "\n");
    }
    return results;
  }
}
