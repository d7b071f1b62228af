package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.conformance.Expected;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** A source that no main code knows of is a source like any other. */
class SourceTest {

  @TempDir private Path temporary = Path.of("");

  @Test
  void run_overASourceOfTheTest_equalsTheReferenceModel() throws Exception {
    Path out = temporary.resolve("out");
    Fault[] faults = {
      new Fault(Fault.Kind.DROP, 2, 0),
      new Fault(Fault.Kind.DUPLICATE, 3, 1),
      new Fault(Fault.Kind.CORRUPT, 4, 2)
    };
    SyntheticPrint print = new SyntheticPrint("SYN", 8, Grid.parse("2x2"), 60, 7);
    List<EncodedTile> tiles;
    try (LocalChallenger challenger =
        LocalChallenger.start(Settings.of(print).withFaults(faults))) {
      tiles = challenger.tiles();
    }
    MemoryFactory.put("print", messages(tiles));

    assertEquals(MonitorRun.INCOMPLETE, code("--memory=print", "--output=" + out));
    Expected expected = Expected.of(tiles, DefectRules.DEFAULT, Map.of());
    expected.requireIn(out, "memory");
    JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    assertEquals("print", run.get("options").get("memory").asText());
    assertTrue(run.get("challenger").isNull(), "nobody has a view of its own");
    assertEquals(32, run.get("counts").get("messages").asInt());
  }

  @Test
  void run_overASourceThatIsNamed_isTheSame() {
    MemoryFactory.put(
        "nothing", List.of(new LaneEnd(new Receipt(0, 1, 0, Receipt.NOTHING_MORE, 0))));
    String out = "--output=" + temporary.resolve("out");
    assertEquals(MonitorRun.OK, code("--source=memory", "--memory=nothing", out));
  }

  @Test
  void run_whoseOptionsAskForTwoSources_isRefused() {
    assertEquals(
        "meltwatch: --memory and --replay cannot go together: each asks for a source of its own"
            + " (memory, replay)",
        said(MonitorRun.USAGE, "--memory=print", "--replay=x"));
    assertEquals(
        "meltwatch: --source=local and --memory cannot go together: each asks for a source of its"
            + " own (local, memory)",
        said(MonitorRun.USAGE, "--memory=print", "--source=local"));
  }

  @Test
  void run_withASourceThatThereIsNot_namesThoseThatThereAre() {
    assertEquals(
        "meltwatch: --source (tape) must be one of challenger, kafka, local, memory, replay",
        said(MonitorRun.USAGE, "--source=tape"));
  }

  @Test
  void run_withClaimsOnASourceThatKeepsNoImages_isRefused() {
    MemoryFactory.put("print", List.of());
    assertEquals(
        "meltwatch: --payload=spool needs a source that keeps images: use inline",
        said(MonitorRun.USAGE, "--memory=print", "--payload=spool"));
  }

  @Test
  void help_namesItsOptionsUnderItsHeading() {
    String help = said(MonitorRun.OK, "--help");
    assertTrue(
        help.contains(
            "Memory of a test (--source=memory)\n"
                + "  --memory              Read what a test has put down under this name."),
        help);
  }

  /** As one lane hands them on. */
  private static List<Received> messages(List<EncodedTile> tiles) {
    List<EncodedTile> inOrder = new ArrayList<>(tiles);
    inOrder.sort(Comparator.comparingLong(EncodedTile::batchId));
    List<Received> messages = new ArrayList<>();
    for (int i = 0; i <= inOrder.size(); i++) {
      long lowWater = i + 1 < inOrder.size() ? inOrder.get(i + 1).batchId() : Receipt.NOTHING_MORE;
      Receipt receipt = new Receipt(0, 1, i, lowWater, 1);
      if (i == inOrder.size()) {
        messages.add(new LaneEnd(receipt));
      } else {
        EncodedTile tile = inOrder.get(i);
        messages.add(new Batch(receipt, tile.batchId(), tile.key(), tile.layer(), tile.tif()));
      }
    }
    return messages;
  }

  private static int code(String... args) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new MonitorRun(new DirectProfile(), nowhere, nowhere).run(args);
  }

  private static String said(int code, String... args) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertEquals(code, new MonitorRun(new DirectProfile(), stream, stream).run(args));
    return said.toString(StandardCharsets.UTF_8).strip();
  }
}
