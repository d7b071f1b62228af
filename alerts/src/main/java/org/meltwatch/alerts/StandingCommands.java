package org.meltwatch.alerts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.commands.Action;
import org.meltwatch.record.commands.Command;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.record.run.CommandRecord;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.Level;

/** The commands that were taken, and what they say of an alert. */
final class StandingCommands {

  /** A command, with what it came to when it was taken. */
  private static final class Standing {

    private final CommandFiles.Named named;
    private final String takenAt = Instant.now().toString();
    private final @Nullable Level level;
    private final @Nullable Integer from;
    private final @Nullable Integer to;
    private boolean isWithdrawn;
    private long suppressed;

    Standing(
        CommandFiles.Named named,
        @Nullable Level level,
        @Nullable Integer from,
        @Nullable Integer to) {
      this.named = named;
      this.level = level;
      this.from = from;
      this.to = to;
    }

    Command command() {
      return named.command();
    }

    boolean is(Action action) {
      return !isWithdrawn && command().action() == action;
    }

    boolean isAbout(AlertsAnswer.Raised alert) {
      return command().printId().equals(alert.printId())
          && (command().id() == null
              || (alert.id().equals(command().id()) && alert.family() == command().family()));
    }

    boolean holdsAt(int layer) {
      return from != null && to != null && from <= layer && layer <= to;
    }

    CommandRecord.Taken record() {
      return new CommandRecord.Taken(
          named.file(),
          takenAt,
          level == null ? null : level.name(),
          command().action() == Action.HOLD ? from : null,
          command().action() == Action.HOLD ? to : null,
          suppressed,
          CommandFiles.json(command()));
    }
  }

  private final Map<String, Standing> taken = new LinkedHashMap<>();
  private final List<CommandRecord.Refused> refused = new ArrayList<>();

  /**
   * Takes a command.
   *
   * @param given the highest level that its defect was given so far; null if none
   * @param next the print's next layer to be closed
   * @throws IllegalArgumentException if it withdraws what was never taken
   */
  void take(CommandFiles.Named named, @Nullable Level given, int next) {
    Command command = named.command();
    if (command.action() == Action.WITHDRAW) {
      Standing earlier = taken.get(requireNonNull(command.withdraws()));
      if (earlier == null || !earlier.command().printId().equals(command.printId())) {
        throw new IllegalArgumentException(
            "withdraws (%s) must be the file of a command for this print that was taken"
                .formatted(command.withdraws()));
      }
      earlier.isWithdrawn = true;
    }
    Integer from = command.fromLayer();
    Integer to = command.toLayer();
    if (command.action() == Action.HOLD) {
      from = from == null ? (Integer) next : from;
      long last = (long) from + requireNonNull(command.layers()) - 1;
      to = (int) Math.min(last, Integer.MAX_VALUE);
    }
    Level level = command.level();
    if (command.action() == Action.ACKNOWLEDGE && level == null) {
      level = given;
    }
    taken.put(named.file(), new Standing(named, level, from, to));
  }

  void refuse(String file, String why) {
    refused.add(new CommandRecord.Refused(file, Instant.now().toString(), why));
  }

  /**
   * The file of a command that suppresses an alert; null if there is none.
   *
   * @param box where the alert's defect is; null if nobody knows
   */
  @Nullable String suppressing(AlertsAnswer.Raised alert, @Nullable Box box) {
    for (Standing one : taken.values()) {
      if (one.isAbout(alert) && suppresses(one, alert, box)) {
        return one.named.file();
      }
    }
    return null;
  }

  private static boolean suppresses(Standing one, AlertsAnswer.Raised alert, @Nullable Box box) {
    if (one.is(Action.ACKNOWLEDGE)) {
      return one.level != null && alert.level().compareTo(one.level) <= 0;
    }
    return !one.isWithdrawn
        && one.command().silences(alert.id(), alert.family(), box, alert.layer());
  }

  /** The file of a command that holds an alert at a layer; null if there is none. */
  @Nullable String holding(AlertsAnswer.Raised alert, int layer) {
    for (Standing one : taken.values()) {
      if (one.is(Action.HOLD) && one.isAbout(alert) && one.holdsAt(layer)) {
        return one.named.file();
      }
    }
    return null;
  }

  /** The file of a command that holds all alerts of a layer; null if there is none. */
  @Nullable String holding(QualityAnswer.DisturbedLayer layer) {
    for (Standing one : taken.values()) {
      if (one.is(Action.HOLD)
          && one.command().id() == null
          && one.command().printId().equals(layer.printId())
          && one.holdsAt(layer.layer())) {
        return one.named.file();
      }
    }
    return null;
  }

  /** An alert did not go out because of a command. */
  void count(String file) {
    Standing one = taken.get(file);
    if (one != null) {
      one.suppressed++;
    }
  }

  /** For {@code run.json}; null if there were none. */
  @Nullable CommandRecord record() {
    return taken.isEmpty() && refused.isEmpty()
        ? null
        : new CommandRecord(taken.values().stream().map(Standing::record).toList(), refused);
  }
}
