package org.meltwatch.report;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.commands.Action;
import org.meltwatch.record.commands.Area;
import org.meltwatch.record.commands.Command;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.tracking.Box;

/**
 * What people have had nobody told of: the parts of a plate that are ignored, and the defects that
 * are muted. Commands that were withdrawn do not count.
 */
final class Masked {

  private final Texts texts;
  private final List<Command> commands;

  Masked(Texts texts, CommandFiles.Found found) {
    this.texts = texts;
    Set<String> withdrawn =
        found.commands().stream()
            .map(named -> named.command().withdraws())
            .filter(file -> file != null)
            .collect(toSet());
    this.commands =
        found.commands().stream()
            .filter(named -> !withdrawn.contains(named.file()))
            .map(CommandFiles.Named::command)
            .toList();
  }

  /** The parts of a print's plate that are ignored; the word for none if there are none. */
  String areas(String print) {
    return list(print, Action.IGNORE);
  }

  /** The defects of a print that are muted; the word for none if there are none. */
  String muted(String print) {
    return list(print, Action.MUTE);
  }

  private String list(String print, Action action) {
    String list =
        commands.stream()
            .filter(command -> command.action() == action && command.printId().equals(print))
            .map(command -> action == Action.MUTE ? command.id() + "" : area(command))
            .collect(joining("; "));
    return list.isEmpty() ? texts.word("none") : list;
  }

  private String area(Command command) {
    String where =
        command.area() instanceof Area.Rectangle rectangle
            ? box(rectangle.box())
            : command.area() instanceof Area.Polygon polygon
                ? texts.text("masked.polygon", texts.number(polygon.corners().size()))
                : "";
    if (command.fromLayer() == null && command.toLayer() == null) {
      return where;
    }
    return where + ", " + layers(command.fromLayer(), command.toLayer());
  }

  private String layers(@Nullable Integer from, @Nullable Integer to) {
    if (from == null) {
      return texts.text("masked.to", to);
    }
    return to == null ? texts.text("masked.from", from) : texts.text("masked.layers", from, to);
  }

  private String box(Box box) {
    return texts.text("masked.box", box.minX(), box.maxX(), box.minY(), box.maxY());
  }
}
