package org.meltwatch.record.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.meltwatch.record.parts.WholeFile;

/**
 * The files of {@code commands/} in a run's results directory. A run takes them while it goes on,
 * in the order of their names, and keeps them: {@code run.json} says which were taken and refused.
 *
 * <p>Files whose names begin with a dot, or do not end in {@code .json}, are no commands.
 */
public final class CommandFiles {

  /** How long a file may be. */
  static final int MOST_BYTES = 1 << 16;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * A command and the file that it is in.
   *
   * @param file the file's name, without its directory
   * @param command the command
   */
  public record Named(String file, Command command) {}

  /**
   * A file that is no command.
   *
   * @param file its name, without its directory
   * @param why in one line
   */
  public record Refused(String file, String why) {}

  /**
   * What there is.
   *
   * @param commands by the names of their files
   * @param refused likewise
   */
  public record Found(List<Named> commands, List<Refused> refused) {

    public Found {
      commands = List.copyOf(commands);
      refused = List.copyOf(refused);
    }
  }

  private CommandFiles() {}

  /** Where the commands of a results directory are. */
  public static Path directory(Path dir) {
    return dir.resolve("commands");
  }

  /**
   * Writes a command for the run of a results directory; it is there whole or not at all.
   *
   * @return the file
   * @throws IOException naming file and cause, if that failed
   */
  public static Path write(Path dir, Command command) throws IOException {
    String name =
        "%s-%s-%s.json"
            .formatted(
                STAMP.format(command.note().time()),
                command.action().word(),
                UUID.randomUUID().toString().substring(0, 8));
    Path file = directory(dir).resolve(name);
    byte[] content = CommandJson.bytes(json(command));
    WholeFile.write(file, out -> out.write(content));
    return file;
  }

  /**
   * Reads all commands of a results directory; changes nothing.
   *
   * @throws IOException if the directory cannot be read
   */
  public static Found read(Path dir) throws IOException {
    List<Named> commands = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (Path file : list(dir)) {
      String name = file.getFileName().toString();
      try {
        commands.add(new Named(name, one(file)));
      } catch (IllegalArgumentException e) {
        refused.add(new Refused(name, e.getMessage()));
      } catch (IOException e) {
        // One that was taken away in between is as if it had not been there.
        if (Files.exists(file)) {
          refused.add(new Refused(name, "cannot be read: " + e));
        }
      }
    }
    return new Found(commands, refused);
  }

  /** A command as JSON, the same as in its file. */
  public static ObjectNode json(Command command) {
    return CommandJson.write(command);
  }

  /**
   * A command from JSON, such as the body of a request.
   *
   * @throws IllegalArgumentException naming key, value and rule, if it is none
   */
  public static Command parse(byte[] json) {
    if (json.length > MOST_BYTES) {
      throw new IllegalArgumentException("a command must have at most 64 kB");
    }
    return CommandJson.read(json);
  }

  /** The files that are to be commands, by name; none if there is no directory. */
  static List<Path> list(Path dir) throws IOException {
    Path commands = directory(dir);
    if (!Files.isDirectory(commands)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(commands)) {
      return files.filter(CommandFiles::isCommand).sorted().toList();
    }
  }

  /**
   * The command in a file.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Command one(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException("a command must have at most 64 kB");
    }
    return parse(Files.readAllBytes(file));
  }

  private static boolean isCommand(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") && !name.startsWith(".") && Files.isRegularFile(file);
  }
}
