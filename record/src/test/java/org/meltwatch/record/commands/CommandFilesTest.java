package org.meltwatch.record.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

final class CommandFilesTest {

  private static final Note NOTE =
      new Note("known scratch", "ada", Instant.parse("2026-11-27T17:44:34.123Z"));
  private static final DefectId ID = new DefectId(3, 18, 19);

  @TempDir Path dir;

  @Test
  void read_whatWasWritten_isTheSame() throws IOException {
    List<Command> commands =
        List.of(
            Command.acknowledge("P", ID, Family.HOT, null, NOTE),
            Command.acknowledge("P", ID, Family.HOT, Level.MAJOR, NOTE),
            Command.hold("P", ID, Family.COLD, 5, null, NOTE),
            Command.holdPrint("P", 5, 12, NOTE),
            Command.mute("P", ID, Family.HOT, NOTE),
            Command.ignore("P", new Area.Rectangle(new Box(1, 2, 3, 4)), 0, 9, NOTE),
            Command.ignore(
                "P",
                new Area.Polygon(
                    List.of(new Area.Corner(0, 0), new Area.Corner(0, 9), new Area.Corner(9, 0))),
                null,
                null,
                NOTE),
            Command.withdraw("P", "x.json", NOTE));
    for (Command command : commands) {
      Path file = CommandFiles.write(dir, command);
      String name = file.getFileName().toString();
      assertTrue(
          name.matches("20261127T174434\\.123-" + command.action().word() + "-[0-9a-f]{8}\\.json"),
          name);
      assertEquals(
          new CommandFiles.Found(List.of(new CommandFiles.Named(name, command)), List.of()),
          CommandFiles.read(dir));
      Files.delete(file);
    }
  }

  @Test
  void read_noDirectory_hasNone() throws IOException {
    assertEquals(new CommandFiles.Found(List.of(), List.of()), CommandFiles.read(dir));
  }

  @Test
  void read_otherFiles_areNoCommands() throws IOException {
    Path commands = Files.createDirectory(CommandFiles.directory(dir));
    Files.writeString(commands.resolve(".half.json"), "{");
    Files.writeString(commands.resolve("notes.txt"), "{");
    Files.createDirectory(commands.resolve("old.json"));

    assertEquals(new CommandFiles.Found(List.of(), List.of()), CommandFiles.read(dir));
  }

  @Test
  void read_filesThatAreNone_areRefusedByName() throws IOException {
    Path commands = Files.createDirectory(CommandFiles.directory(dir));
    Files.writeString(commands.resolve("a.json"), "{");
    Files.write(commands.resolve("b.json"), new byte[CommandFiles.MOST_BYTES + 1]);

    List<CommandFiles.Refused> refused = CommandFiles.read(dir).refused();
    assertEquals(
        List.of("a.json", "b.json"), refused.stream().map(CommandFiles.Refused::file).toList());
    assertTrue(refused.get(0).why().startsWith("not JSON: "), refused.get(0).why());
    assertEquals("a command must have at most 64 kB", refused.get(1).why());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|a command must be a JSON object",
        "{}|there must be a key action",
        "{\"action\":\"mute\",\"x\":1}|there is no key x, only",
        "{\"action\":\"MUTE\",N}|action (MUTE) must be one of [acknowledge, hold, mute, ignore,"
            + " withdraw]",
        "{\"action\":\"mute\",N}|mute must have defect",
        "{\"action\":\"mute\",\"defect\":\"3-18\",N}|defect (3-18) must be layer-x-y, such as"
            + " 3-18-19",
        "{\"action\":\"mute\",\"defect\":\"1-2-3\",N}|defect and family must be given together",
        "{\"action\":\"mute\",D,\"layers\":3,N}|mute has no layers",
        "{\"action\":\"hold\",N}|hold must have layers",
        "{\"action\":\"hold\",\"layers\":\"3\",N}|layers (\"3\") must be a whole number",
        "{\"action\":\"hold\",\"layers\":2.0,N}|layers (2.0) must be a whole number",
        "{\"action\":\"hold\",\"layers\":0,N}|layers (0) must be in [1, 1000000]",
        "{\"action\":\"acknowledge\",D,\"level\":\"stop\",N}|level (stop) must be one of [MINOR,"
            + " MAJOR, STOP]",
        "{\"action\":\"ignore\",N}|ignore must have area",
        "{\"action\":\"ignore\",\"area\":[],N}|area must be an object",
        "{\"action\":\"ignore\",\"area\":{\"min_x\":1},N}|there must be a key min_y",
        "{\"action\":\"ignore\",\"area\":{\"polygon\":[[1,2]]},N}|polygon (1 corners) must have 3"
            + " to 1000 corners",
        "{\"action\":\"ignore\",\"area\":{\"polygon\":[[1]]},N}|corner ([1]) must be two whole"
            + " numbers, [x, y]",
        "{\"action\":\"ignore\",\"area\":{\"min_x\":5,\"min_y\":0,\"max_x\":4,\"max_y\":9},N}"
            + "|area (rows 5 to 4, columns 0 to 9) must not end before it begins",
        "{\"action\":\"ignore\",A,\"from_layer\":9,\"to_layer\":8,N}|to_layer (8) must be in [9,"
            + " 2147483647]",
        "{\"action\":\"mute\",D,\"print_id\":\"P\",\"by\":\"a\",\"reason\":\""
            + " \",\"time\":\"2026-11-27T17:44:34Z\"}|reason ( ) must be one line of 1 to 500"
            + " characters",
        "{\"action\":\"mute\",D,\"print_id\":\"P\",\"by\":\"a\",\"reason\":\"r\",\"time\":\"now\"}"
            + "|time (now) must be a time with its zone, such as 2026-11-27T17:44:34Z",
        "{\"action\":\"mute\",\"action\":\"mute\",N}|not JSON: Duplicate field 'action'",
        "{\"action\":\"mute\",D,N} x|not JSON: Unrecognized token 'x'",
      })
  void parse_whatIsNoCommand_isRefusedWithItsRule(String json, String why) {
    String whole =
        json.replace(
                "N",
                "\"print_id\":\"P\",\"by\":\"a\",\"reason\":\"r\",\"time\":\"2026-11-27T17:44:34Z\"")
            .replace("D,", "\"defect\":\"1-2-3\",\"family\":\"hot\",")
            .replace("A,", "\"area\":{\"min_x\":1,\"min_y\":1,\"max_x\":4,\"max_y\":9},");
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> CommandFiles.parse(whole.getBytes(UTF_8)));
    assertTrue(refusal.getMessage().startsWith(why), refusal.getMessage());
  }

  @Test
  void parse_timeWithAnOffset_isThatMoment() {
    Command command =
        CommandFiles.parse(
            """
            {"action": "mute", "print_id": "P", "defect": "1-2-3", "family": "hot",
             "reason": "r", "by": "a", "time": "2026-11-27T18:44:34+01:00"}
            """
                .getBytes(UTF_8));
    assertEquals(Instant.parse("2026-11-27T17:44:34Z"), command.note().time());
  }
}
