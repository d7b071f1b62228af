package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.DefectRules;
import org.meltwatch.pipeline.AnswerStep;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.run.RunSummary;

/** An answer is added to a whole run by what is on the class path: no line of main code changes. */
class FurtherAnswersTest {

  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN", 5, Grid.parse("2x2"), 60, 7);

  @TempDir private Path temporary = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"inline", "spool"})
  void run_withAnswersOnTheClassPath_givesThemToo(String payload) throws Exception {
    Path out = temporary.resolve("out");
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT))) {
      String said = run(challenger, out, "--payload=" + payload);

      RunRecord run = RunRecord.open(out, Answers.ALL.with(new FurtherAnswers().answers()));
      assertEquals(voids(challenger), Files.readString(out.resolve("void.csv")), said);
      assertEquals(stages(), run.resultLines(StageAnswer.TYPE));
      assertEquals(20, run.resultLines(ClustersAnswer.TYPE).size());
      RunSummary summary = run.summary();
      assertTrue(summary != null && summary.allAnswered(), said);
      assertEquals(20, summary.queries().get("void").count());
      assertTrue(said.contains("q1.csv q2.csv q3.csv void.csv stages.csv run.json"), said);
    }
  }

  @Test
  void run_withoutThem_givesTheThree() throws Exception {
    Path out = temporary.resolve("out");
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT))) {
      assertEquals(
          MonitorRun.OK,
          new MonitorRun(new DirectProfile(), quiet(), quiet())
              .run("--challenger=" + challenger.url(), "--output=" + out));
    }
    assertTrue(Files.notExists(out.resolve("void.csv")));
  }

  private String run(LocalChallenger challenger, Path out, String payload) throws IOException {
    Path services = temporary.resolve("further/META-INF/services");
    Files.createDirectories(services);
    Files.writeString(services.resolve(AnswerStep.class.getName()), FurtherAnswers.class.getName());
    URL further = temporary.resolve("further").toUri().toURL();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {further}, before)) {
      thread.setContextClassLoader(loader);
      int code =
          new MonitorRun(new DirectProfile(), stream, stream)
              .run("--challenger=" + challenger.url(), "--output=" + out, payload, "--verbose");
      assertEquals(MonitorRun.OK, code, said.toString(StandardCharsets.UTF_8));
    } finally {
      thread.setContextClassLoader(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private static String voids(LocalChallenger challenger) throws UnreadableTileException {
    StringBuilder lines = new StringBuilder("seq_id,print_id,tile_id,void\n");
    try (TiffDecoder decoder = new TiffDecoder()) {
      for (EncodedTile tile : challenger.tiles()) {
        byte[] tif = tile.tif();
        int points =
            VoidAnswer.count(decoder.decode(tif, 0, tif.length), DefectRules.DEFAULT.voidBelow());
        lines.append(
            String.format(
                Locale.ROOT, "%d,SYN,%d,%d\n", tile.batchId(), tile.key().tileId(), points));
      }
    }
    return lines.toString();
  }

  private static List<String> stages() {
    List<String> lines = new ArrayList<>();
    for (int layer = 0; layer < 5; layer++) {
      lines.add(String.format(Locale.ROOT, "SYN,%d,found", layer));
      lines.add(String.format(Locale.ROOT, "SYN,%d,posted", layer));
    }
    return lines;
  }

  private static PrintStream quiet() {
    return new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
