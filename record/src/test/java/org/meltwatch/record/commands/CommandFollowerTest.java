package org.meltwatch.record.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;

final class CommandFollowerTest {

  private static final CommandFiles.Found NOTHING = new CommandFiles.Found(List.of(), List.of());
  private static final Command MUTE =
      Command.mute(
          "P", new DefectId(1, 2, 3), Family.HOT, new Note("r", "a", Instant.ofEpochSecond(0)));

  @TempDir private Path dir;
  private CommandFollower follower;
  private Path commands;

  @BeforeEach
  void follow() throws IOException {
    follower = new CommandFollower(dir);
    commands = CommandFiles.directory(dir);
  }

  @Test
  void poll_command_isToldOnce() throws IOException {
    assertEquals(NOTHING, follower.poll());
    String name = CommandFiles.write(dir, MUTE).getFileName().toString();

    assertEquals(
        new CommandFiles.Found(List.of(new CommandFiles.Named(name, MUTE)), List.of()),
        follower.poll());
    assertEquals(NOTHING, follower.poll());
    assertEquals(NOTHING, follower.finish());
  }

  @Test
  void poll_fileThatIsHalfWritten_isTakenOnceItIsWhole() throws IOException {
    Files.createDirectory(commands);
    byte[] whole = CommandJson.bytes(CommandFiles.json(MUTE));
    Files.write(commands.resolve("a.json"), java.util.Arrays.copyOf(whole, 20));
    assertEquals(NOTHING, follower.poll());

    Files.write(commands.resolve("a.json"), whole);
    assertEquals(List.of(new CommandFiles.Named("a.json", MUTE)), follower.poll().commands());
  }

  @Test
  void poll_fileThatIsNone_isRefusedOnceUntilItChanges() throws IOException {
    Files.createDirectory(commands);
    Files.writeString(commands.resolve("a.json"), "[]");
    assertEquals(NOTHING, follower.poll());
    assertEquals(
        List.of(new CommandFiles.Refused("a.json", "a command must be a JSON object")),
        follower.poll().refused());
    assertEquals(NOTHING, follower.poll());

    Files.write(commands.resolve("a.json"), CommandJson.bytes(CommandFiles.json(MUTE)));
    assertEquals(List.of(new CommandFiles.Named("a.json", MUTE)), follower.poll().commands());
  }

  @Test
  void finish_fileThatNobodyWillFinish_isRefusedAtOnce() throws IOException {
    Files.createDirectory(commands);
    Files.writeString(commands.resolve("a.json"), "[]");
    assertEquals(
        List.of(new CommandFiles.Refused("a.json", "a command must be a JSON object")),
        follower.finish().refused());
  }
}
