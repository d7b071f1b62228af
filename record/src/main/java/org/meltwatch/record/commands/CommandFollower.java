package org.meltwatch.record.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the commands of a results directory while its run goes on. A command is told once. A file
 * that is none may be half written: it is refused, once, when it is found unchanged the next time.
 * Not thread-safe.
 */
public final class CommandFollower {

  private record Stamp(long size, FileTime time) {}

  private final Path dir;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Stamp> doubtful = new HashMap<>();
  private final Map<String, Stamp> refused = new HashMap<>();

  /** Follows a results directory, which need not have any commands yet. */
  public CommandFollower(Path dir) {
    this.dir = dir;
  }

  /**
   * What is new since the last time.
   *
   * @throws IOException if the directory cannot be read
   */
  public CommandFiles.Found poll() throws IOException {
    return poll(false);
  }

  /**
   * What is new, for the last time: nobody will finish a file that is half written.
   *
   * @throws IOException if the directory cannot be read
   */
  public CommandFiles.Found finish() throws IOException {
    return poll(true);
  }

  private CommandFiles.Found poll(boolean isLast) throws IOException {
    List<CommandFiles.Named> commands = new ArrayList<>();
    List<CommandFiles.Refused> nones = new ArrayList<>();
    for (Path file : CommandFiles.list(dir)) {
      String name = file.getFileName().toString();
      if (taken.contains(name)) {
        continue;
      }
      try {
        Stamp stamp = stamp(file);
        if (!stamp.equals(refused.get(name))) {
          look(file, stamp, isLast, commands, nones);
        }
      } catch (IOException e) {
        // One that was taken away in between is as if it had not been there.
        if (Files.exists(file) && !refused.containsKey(name)) {
          refused.put(name, new Stamp(0, FileTime.fromMillis(0)));
          nones.add(new CommandFiles.Refused(name, "cannot be read: " + e));
        }
      }
    }
    return new CommandFiles.Found(commands, nones);
  }

  private void look(
      Path file,
      Stamp stamp,
      boolean isLast,
      List<CommandFiles.Named> commands,
      List<CommandFiles.Refused> nones)
      throws IOException {
    String name = file.getFileName().toString();
    try {
      commands.add(new CommandFiles.Named(name, CommandFiles.one(file)));
      taken.add(name);
    } catch (IllegalArgumentException e) {
      Stamp before = doubtful.put(name, stamp);
      if (isLast || stamp.equals(before)) {
        refused.put(name, stamp);
        nones.add(new CommandFiles.Refused(name, e.getMessage()));
      }
    }
  }

  private static Stamp stamp(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(attributes.size(), attributes.lastModifiedTime());
  }
}
