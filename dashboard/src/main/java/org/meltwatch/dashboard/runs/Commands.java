package org.meltwatch.dashboard.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meltwatch.record.commands.Action;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.record.commands.CommandFollower;
import org.meltwatch.record.rows.DefectsAnswer;

/** What people have said of the defects of a run. */
public final class Commands {

  private static final int MOST = 5000;

  private final CommandFollower follower;
  private final List<CommandFiles.Named> all = new ArrayList<>();
  private final List<CommandFiles.Refused> refused = new ArrayList<>();

  Commands(Path dir) {
    this.follower = new CommandFollower(dir);
  }

  /** Reads what is new. */
  List<CommandFiles.Named> poll() throws IOException {
    CommandFiles.Found found = follower.poll();
    found.commands().stream().limit(Math.max(0, MOST - all.size())).forEach(all::add);
    found.refused().stream().limit(Math.max(0, 20 - refused.size())).forEach(refused::add);
    return found.commands();
  }

  /** How many there are. */
  public int count() {
    return all.size();
  }

  /** True if nobody is told of a defect any more: it was muted, or lies where all are ignored. */
  public boolean isMuted(DefectsAnswer.Grown defect) {
    Set<String> withdrawn = new HashSet<>();
    for (CommandFiles.Named named : all) {
      if (named.command().action() == Action.WITHDRAW) {
        withdrawn.add(named.command().withdraws());
      }
    }
    return all.stream()
        .filter(named -> !withdrawn.contains(named.file()))
        .map(CommandFiles.Named::command)
        .filter(command -> command.printId().equals(defect.printId()))
        .anyMatch(
            command ->
                command.silences(defect.id(), defect.family(), defect.box(), defect.lastLayer()));
  }

  /** Files that are no commands. */
  List<CommandFiles.Refused> refused() {
    return refused;
  }

  /** All of them, as pages are told of them; the run's monitor is held. */
  public static List<ObjectNode> of(FollowedRun run) {
    return run.commands().all.stream().map(command -> of(run, command)).toList();
  }

  /** One of them, with the name of its file and the index of its print. */
  static ObjectNode of(FollowedRun run, CommandFiles.Named command) {
    ObjectNode json = CommandFiles.json(command.command());
    json.put("file", command.file());
    json.put("print", run.index(command.command().printId()));
    return json;
  }
}
