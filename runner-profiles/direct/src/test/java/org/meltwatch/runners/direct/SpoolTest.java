package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.conformance.Expected;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.spool.SpooledFile;
import org.meltwatch.model.DefectRules;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** Runs with a spool, and runs over one that was kept. */
class SpoolTest {

  private static final List<String> FILES = List.of("q1.csv", "q2.csv", "q3.csv");

  @TempDir private Path temporary = Path.of("");

  @Test
  void run_withSpool_makesTheSameFilesAndLeavesNoneBehind() throws Exception {
    try (LocalChallenger challenger = challenger()) {
      assertEquals(MonitorRun.OK, run("plain", "--challenger=" + challenger.url()));
      assertEquals(MonitorRun.OK, run("spooled", "--challenger=" + challenger.url(), "--spool=on"));
      assertEquals(
          MonitorRun.OK, run("memory", "--challenger=" + challenger.url(), "--spool=memory"));
    }
    assertSameFiles("plain", "spooled");
    assertSameFiles("plain", "memory");
    assertFalse(Files.exists(temporary.resolve("spooled/spool")), "the spool is gone");
    assertFalse(Files.exists(temporary.resolve("memory/spool")), "no file is written");
  }

  @Test
  void replay_ofAKeptSpool_makesTheSameFiles() throws Exception {
    Fault[] faults = {
      new Fault(Fault.Kind.DROP, 2, 0),
      new Fault(Fault.Kind.DUPLICATE, 3, 1),
      new Fault(Fault.Kind.CORRUPT, 4, 2)
    };
    Path spool = temporary.resolve("elsewhere");
    try (LocalChallenger challenger = challenger(faults)) {
      int code =
          run(
              "first",
              "--challenger=" + challenger.url(),
              "--keepSpool=true",
              "--spoolDir=" + spool);
      assertEquals(MonitorRun.INCOMPLETE, code);
    }
    assertEquals(32, messages(spool.resolve("kept")), "all messages are kept");
    assertEquals(MonitorRun.INCOMPLETE, run("again", "--replay=" + spool, "--lanes=3"));
    assertSameFiles("first", "again");
    assertEquals(MonitorRun.INCOMPLETE, run("kept", "--replay=" + spool.resolve("kept")));
    assertSameFiles("first", "kept");
    JsonNode first = counts("first");
    JsonNode again = counts("again");
    for (String count : List.of("messages", "results", "duplicates", "dead_letters", "late")) {
      assertEquals(first.get(count), again.get(count), count);
    }
  }

  /** One can say whose message it was, the other one cannot. */
  @Test
  void replay_ofASpoolWithDamagedFiles_setsThemAsideAndGoesOn() throws Exception {
    Path spool = temporary.resolve("kept");
    try (LocalChallenger challenger = challenger()) {
      run("first", "--challenger=" + challenger.url(), "--keepSpool=true", "--spoolDir=" + spool);
      List<EncodedTile> whole = new ArrayList<>(challenger.tiles());
      damage(spool, 9, -9);
      damage(spool, 22, 20);
      whole.removeIf(tile -> tile.batchId() == 22);

      assertEquals(MonitorRun.INCOMPLETE, run("again", "--replay=" + spool));
      Expected.of(whole, DefectRules.DEFAULT, Map.of(9L, "damaged"))
          .requireIn(temporary.resolve("again"), "replayed");
      assertEquals(2, counts("again").get("dead_letters").asInt());
    }
  }

  private static void damage(Path spool, long batch, int at) throws IOException {
    for (SpooledFile file : SpoolDirectory.messages(spool.toString())) {
      if (Objects.equals(file.header().seqId(), batch)) {
        byte[] bytes = Files.readAllBytes(Path.of(file.file()));
        bytes[at < 0 ? bytes.length + at : at]++;
        Files.write(Path.of(file.file()), bytes);
      }
    }
  }

  @Test
  void run_intoASpoolOfAnEarlierRun_isRefused() throws Exception {
    Path lane = Files.createDirectories(temporary.resolve("spool/lane-0-of-4"));
    Files.writeString(lane.resolve("0000000000-00000000.msg"), "x");
    try (LocalChallenger challenger = challenger()) {
      assertEquals(
          MonitorRun.USAGE,
          run(
              "out",
              "--challenger=" + challenger.url(),
              "--spool=on",
              "--spoolDir=" + temporary.resolve("spool")));
    }
  }

  @Test
  void options_thatContradictEachOther_areRefused() {
    assertEquals(MonitorRun.USAGE, run("out", "--spool=maybe"));
    assertEquals(MonitorRun.USAGE, run("out", "--spool=off", "--payload=spool"));
    assertEquals(MonitorRun.USAGE, run("out", "--spool=memory", "--keepSpool=true"));
    assertEquals(MonitorRun.USAGE, run("out", "--replay=x", "--spool=memory"));
    assertEquals(MonitorRun.USAGE, run("out", "--replay=x", "--challenger=http://127.0.0.1:1"));
    assertEquals(MonitorRun.USAGE, run("out", "--replay=x", "--keepSpool=true"));
    assertEquals(MonitorRun.USAGE, run("out", "--replay=a*"));
  }

  @Test
  void run_withoutChallenger_recordsTheLocalOnesOptions() throws Exception {
    assertEquals(
        MonitorRun.OK, run("local", "--port=0", "--layers=3", "--tiles=1x2", "--tileSize=40"));
    JsonNode run = new ObjectMapper().readTree(temporary.resolve("local/run.json").toFile());
    assertEquals("1x2", run.get("options").get("tiles").asText());
    assertEquals("3", run.get("options").get("layers").asText());
    assertEquals(6, run.get("counts").get("results").asInt());
  }

  private int run(String name, String... more) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    String[] args =
        Stream.concat(
                Stream.of("--output=" + temporary.resolve(name), "--verbose"), Stream.of(more))
            .toArray(String[]::new);
    int code = new MonitorRun(new DirectProfile(), stream, stream).run(args);
    assertTrue(code != MonitorRun.FAILED, () -> said.toString(StandardCharsets.UTF_8));
    return code;
  }

  private void assertSameFiles(String one, String other) throws IOException {
    for (String file : FILES) {
      assertEquals(contents(one, file), contents(other, file), file);
    }
  }

  private String contents(String run, String file) throws IOException {
    return Files.readString(temporary.resolve(run).resolve(file));
  }

  private JsonNode counts(String run) throws IOException {
    return new ObjectMapper().readTree(temporary.resolve(run + "/run.json").toFile()).get("counts");
  }

  private static long messages(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".msg")).count();
    }
  }

  private static LocalChallenger challenger(Fault... faults) throws IOException {
    return LocalChallenger.start(
        Settings.of(new SyntheticPrint("SYN", 8, Grid.parse("2x2"), 60, 7)).withFaults(faults));
  }
}
