package org.meltwatch.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.alerts.Raisings.ID;
import static org.meltwatch.alerts.Raisings.closed;
import static org.meltwatch.alerts.Raisings.disturbed;
import static org.meltwatch.alerts.Raisings.grown;
import static org.meltwatch.alerts.Raisings.raised;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.record.commands.Area;
import org.meltwatch.record.commands.Command;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.record.commands.Note;
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.run.AlertRecord;
import org.meltwatch.record.run.CommandRecord;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

final class AlertDeskTest {

  private static final Note NOTE = new Note("known", "ada", Instant.ofEpochSecond(1));
  private static final DefectId OTHER = new DefectId(3, 90, 90);

  @TempDir private Path dir;
  private final List<AnswerRow> shown = new ArrayList<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private AlertDesk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new AlertDesk(dir, Sinks.NONE, shown::add, new PrintStream(said, true, UTF_8));
  }

  @Test
  void take_noCommands_showsEachAlertAtOnce() {
    desk.take(raised(5, Level.MINOR));
    assertEquals(List.of(raised(5, Level.MINOR)), shown);
    desk.take(raised(7, Level.MAJOR));
    assertEquals(List.of(raised(5, Level.MINOR), raised(7, Level.MAJOR)), shown);

    desk.finish(Duration.ZERO);
    assertEquals(new AlertRecord(2, 2, 0, List.of()), desk.alerts());
    assertNull(desk.commands());
  }

  @Test
  void finish_nothingHappened_saysNothing() {
    desk.finish(Duration.ZERO);
    assertNull(desk.alerts());
  }

  @Test
  void take_disturbedLayer_isShownWhereItBegins() throws IOException {
    desk.take(disturbed(5, true));
    desk.take(disturbed(6, false));
    assertEquals(List.of(disturbed(5, true)), shown);
    desk.finish(Duration.ZERO);
    assertEquals(new AlertRecord(1, 1, 0, List.of()), desk.alerts());
  }

  @Test
  void take_disturbedLayerOfAHeldPrint_staysSilentAndIsRecorded() throws IOException {
    command(Command.holdPrint("P", 2, null, NOTE));
    desk.take(disturbed(0, true));
    desk.take(closed(0));
    desk.take(closed(1));
    desk.take(disturbed(2, true));
    desk.finish(Duration.ZERO);

    assertEquals(List.of(disturbed(2, true)), shown);
    assertEquals(new AlertRecord(2, 1, 1, List.of()), desk.alerts());
    assertEquals(1, desk.commands().taken().get(0).suppressed());
    String sent = Files.readString(dir.resolve("alerts-sent.jsonl"));
    assertTrue(
        sent.contains(
            "\"print_id\":\"P\",\"level\":\"DATA\",\"disturbance\":\"shifted\",\"layer\":0,"
                + "\"tiles\":4,\"detail\":\"3 -2\""),
        sent);
  }

  @Test
  void take_mutedDefect_staysSilentAndIsRecorded() throws IOException {
    String file = command(Command.mute("P", ID, Family.HOT, NOTE));
    desk.take(raised(5, Level.MINOR));
    desk.take(raised(5, Level.MINOR, OTHER));
    desk.take(raised(10, Level.STOP));
    desk.finish(Duration.ZERO);

    assertEquals(List.of(raised(5, Level.MINOR, OTHER)), shown);
    assertEquals(new AlertRecord(3, 1, 2, List.of()), desk.alerts());
    CommandRecord.Taken taken = desk.commands().taken().get(0);
    assertEquals(file, taken.file());
    assertEquals(2, taken.suppressed());
    assertEquals("known", taken.command().path("reason").asText());
    List<String> lines = Files.readAllLines(dir.resolve("alerts-sent.jsonl"));
    assertEquals(2, lines.size());
    assertTrue(
        lines.get(1).startsWith("{\"fate\":\"suppressed\",\"command\":\"" + file + "\",\"at\":\""),
        lines.get(1));
    assertTrue(lines.get(1).contains("\"level\":\"STOP\",\"defect\":\"3-18-19\""), lines.get(1));
  }

  @Test
  void take_acknowledgedLevel_higherOnesGoOut() throws IOException {
    command(Command.acknowledge("P", ID, Family.HOT, Level.MAJOR, NOTE));
    desk.take(raised(5, Level.MINOR));
    desk.take(raised(7, Level.MAJOR));
    desk.take(raised(10, Level.STOP));
    assertEquals(List.of(raised(10, Level.STOP)), shown);
  }

  @Test
  void step_acknowledgementWithoutLevel_isOfTheLevelThatTheDefectHas() throws IOException {
    desk.take(raised(5, Level.MINOR));
    command(Command.acknowledge("P", ID, Family.HOT, null, NOTE));
    desk.take(raised(7, Level.MAJOR));
    desk.finish(Duration.ZERO);

    assertEquals(2, shown.size());
    assertEquals("MINOR", desk.commands().taken().get(0).level());
  }

  @Test
  void take_heldDefect_goesOutByItsHighestLevelWhenTheHoldIsOver() throws IOException {
    for (int layer = 0; layer <= 4; layer++) {
      desk.take(closed(layer));
    }
    String file = command(Command.hold("P", ID, Family.HOT, 3, null, NOTE));
    desk.take(raised(5, Level.MINOR));
    desk.take(closed(5));
    desk.take(closed(6));
    desk.take(raised(7, Level.MAJOR));
    desk.take(raised(7, Level.MINOR, OTHER));
    assertEquals(List.of(raised(7, Level.MINOR, OTHER)), shown);

    desk.take(closed(7));
    assertEquals(List.of(raised(7, Level.MINOR, OTHER), raised(7, Level.MAJOR)), shown);
    desk.finish(Duration.ZERO);
    assertEquals(new AlertRecord(3, 2, 1, List.of()), desk.alerts());
    CommandRecord.Taken taken = desk.commands().taken().get(0);
    assertEquals(
        List.of(file, 5, 7, 1L),
        List.of(taken.file(), taken.fromLayer(), taken.toLayer(), taken.suppressed()));
  }

  @Test
  void finish_printStillHeld_alertsDoNotGoOut() throws IOException {
    command(Command.holdPrint("P", 100, 0, NOTE));
    desk.take(raised(5, Level.MINOR));
    desk.take(closed(5));
    desk.finish(Duration.ZERO);

    assertEquals(List.of(), shown);
    assertEquals(new AlertRecord(1, 0, 1, List.of()), desk.alerts());
  }

  @Test
  void take_ignoredArea_countsOnlyWhereItHoldsAllOfTheDefect() throws IOException {
    command(Command.ignore("P", new Area.Rectangle(new Box(0, 0, 50, 50)), 4, 9, NOTE));
    desk.take(grown(5, ID, new Box(18, 19, 22, 25)));
    desk.take(raised(5, Level.MINOR));
    desk.take(grown(5, OTHER, new Box(40, 40, 51, 45)));
    desk.take(raised(5, Level.MINOR, OTHER));
    desk.take(grown(10, ID, new Box(18, 19, 22, 25)));
    desk.take(raised(10, Level.STOP));

    assertEquals(List.of(raised(5, Level.MINOR, OTHER), raised(10, Level.STOP)), shown);
  }

  @Test
  void step_withdrawnMute_countsNoLonger() throws IOException {
    String file = command(Command.mute("P", ID, Family.HOT, NOTE));
    desk.take(raised(5, Level.MINOR));
    command(Command.withdraw("P", file, NOTE));
    desk.take(raised(7, Level.MAJOR));
    assertEquals(List.of(raised(7, Level.MAJOR)), shown);
  }

  @Test
  void step_withdrawnHold_letsGoWhatItHeld() throws IOException {
    String file = command(Command.holdPrint("P", 100, 0, NOTE));
    desk.take(raised(5, Level.MINOR));
    command(Command.withdraw("P", file, NOTE));
    assertEquals(List.of(raised(5, Level.MINOR)), shown);
  }

  @Test
  void step_badFile_isNamedOnceAndRecorded() throws IOException {
    Files.createDirectories(CommandFiles.directory(dir));
    Files.writeString(CommandFiles.directory(dir).resolve("x.json"), "{}");
    for (int i = 0; i < 4; i++) {
      desk.step();
    }
    command(Command.withdraw("P", "none.json", NOTE));
    desk.finish(Duration.ZERO);

    assertEquals(
        List.of("there must be a key action"),
        said.toString(UTF_8)
            .lines()
            .filter(line -> line.startsWith("meltwatch: commands/x.json is refused: "))
            .map(line -> line.substring("meltwatch: commands/x.json is refused: ".length()))
            .toList());
    assertEquals(
        List.of(
            "there must be a key action",
            "withdraws (none.json) must be the file of a command for this print that was taken"),
        desk.commands().refused().stream().map(CommandRecord.Refused::why).toList());
    assertEquals(List.of(), desk.commands().taken());
  }

  private String command(Command command) throws IOException {
    String file = CommandFiles.write(dir, command).getFileName().toString();
    desk.step();
    try (Stream<Path> files = Files.list(CommandFiles.directory(dir))) {
      assertTrue(files.anyMatch(one -> one.getFileName().toString().equals(file)));
    }
    return file;
  }
}
