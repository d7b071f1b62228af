package org.meltwatch.alerts;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.commands.Command;
import org.meltwatch.record.commands.CommandFiles;
import org.meltwatch.record.commands.CommandFollower;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.record.run.AlertRecord;
import org.meltwatch.record.run.CommandRecord;
import org.meltwatch.retry.Retries;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

/**
 * Decides which alerts of a run go out, and sees that each arrives once at each sink. It never
 * waits but in {@link #finish}. Not thread-safe; sinks have threads of their own.
 */
public final class AlertDesk {

  /** How long a run that is over waits for sinks at the most. */
  public static final Duration ENDING = Duration.ofSeconds(10);

  private record DefectKey(String printId, DefectId id, Family family) {

    static DefectKey of(AlertsAnswer.Raised alert) {
      return new DefectKey(alert.printId(), alert.id(), alert.family());
    }
  }

  private record Place(int asOfLayer, Box box) {}

  private record Held(AlertsAnswer.Raised alert, String file) {}

  private final Consumer<AnswerRow> shown;
  private final PrintStream err;
  private final SentFile sent;
  private final CommandFollower follower;
  private final StandingCommands commands = new StandingCommands();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Map<DefectKey, Place> places = new HashMap<>();
  private final Map<DefectKey, Level> given = new HashMap<>();
  private final Map<DefectKey, List<Held>> held = new HashMap<>();
  private final Map<String, Integer> closed = new HashMap<>();
  private long raised;
  private long out;
  private long suppressed;
  private boolean hasComplained;

  /**
   * The desk of a run.
   *
   * @param dir its results directory
   * @param sinks where alerts go
   * @param shown is told of each alert that goes out, at once: of a level that a defect was given
   *     ({@link AlertsAnswer.Raised}), or of a layer that begins to be disturbed ({@link
   *     QualityAnswer.DisturbedLayer})
   * @param err where problems are told
   * @throws IOException if what an earlier run has sent cannot be read
   */
  public AlertDesk(Path dir, Sinks sinks, Consumer<AnswerRow> shown, PrintStream err)
      throws IOException {
    this(dir, sinks, shown, err, Retries.UNLIMITED);
  }

  AlertDesk(Path dir, Sinks sinks, Consumer<AnswerRow> shown, PrintStream err, Retries retries)
      throws IOException {
    this.shown = shown;
    this.err = err;
    this.sent = new SentFile(dir);
    this.follower = new CommandFollower(dir);
    sinks.list().forEach(sink -> deliveries.add(new Delivery(sink, sent, err, retries)));
  }

  /**
   * Takes note of a row: how a defect has grown, a level that was given, how a layer is disturbed,
   * or a closed layer.
   */
  public void take(AnswerRow row) {
    if (row instanceof DefectsAnswer.Grown grown) {
      places.merge(
          new DefectKey(grown.printId(), grown.id(), grown.family()),
          new Place(grown.asOfLayer(), grown.box()),
          (one, other) -> one.asOfLayer() > other.asOfLayer() ? one : other);
    } else if (row instanceof AlertsAnswer.Raised alert) {
      consider(alert);
    } else if (row instanceof QualityAnswer.DisturbedLayer layer) {
      consider(layer);
    } else if (row instanceof LayersAnswer.Layer layer) {
      closed.merge(layer.printId(), layer.layer(), Math::max);
      release(layer.printId());
    }
  }

  /**
   * Sends what a run that died had no time to send; its defects are not tracked any more.
   *
   * @param alerts levels that were given, and disturbed layers
   */
  public void sendTheRest(List<? extends AnswerRow> alerts) {
    heed(false);
    Set<String> keys = new HashSet<>();
    for (AnswerRow alert : alerts) {
      if (alert instanceof AlertsAnswer.Raised level) {
        sendTheRest(AlertMessage.of(level), commands.suppressing(level, null), keys);
      } else if (alert instanceof QualityAnswer.DisturbedLayer layer && layer.begins()) {
        sendTheRest(AlertMessage.of(layer), commands.holding(layer), keys);
      }
    }
  }

  private void sendTheRest(AlertMessage message, @Nullable String file, Set<String> keys) {
    // An engine may have written a row anew, at another time.
    if (!keys.add(message.key())) {
      return;
    }
    raised++;
    if (sent.isSettled(message, "")) {
      return;
    }
    if (file == null) {
      deliveries.forEach(delivery -> delivery.add(message));
    } else {
      suppress(message, file);
    }
  }

  /** Heeds commands that have come; to be called a few times a second. */
  public void step() {
    heed(false);
  }

  private void consider(AlertsAnswer.Raised alert) {
    raised++;
    DefectKey defect = DefectKey.of(alert);
    given.merge(defect, alert.level(), (one, other) -> one.compareTo(other) > 0 ? one : other);
    String file = commands.suppressing(alert, box(defect));
    if (file != null) {
      suppress(alert, file);
      return;
    }
    String hold = commands.holding(alert, alert.layer());
    if (hold == null) {
      send(alert);
    } else {
      held.computeIfAbsent(defect, none -> new ArrayList<>()).add(new Held(alert, hold));
    }
  }

  private void consider(QualityAnswer.DisturbedLayer layer) {
    if (!layer.begins()) {
      return;
    }
    raised++;
    String hold = commands.holding(layer);
    if (hold == null) {
      send(AlertMessage.of(layer));
    } else {
      suppress(AlertMessage.of(layer), hold);
    }
  }

  private void send(AlertsAnswer.Raised alert) {
    send(AlertMessage.of(alert));
  }

  private void send(AlertMessage message) {
    out++;
    shown.accept(message.about());
    deliveries.forEach(delivery -> delivery.add(message));
  }

  private void suppress(AlertsAnswer.Raised alert, String file) {
    suppress(AlertMessage.of(alert), file);
  }

  private void suppress(AlertMessage message, String file) {
    suppressed++;
    commands.count(file);
    note(message, null, file);
  }

  private void note(AlertMessage message, @Nullable String sink, String file) {
    try {
      sent.note(message, SentFile.Fate.SUPPRESSED, sink, file);
    } catch (IOException e) {
      complain(e);
    }
  }

  /** Alerts that were held go out when nothing holds them any more: of a defect the highest one. */
  private void release(String printId) {
    int next = next(printId);
    Iterator<Map.Entry<DefectKey, List<Held>>> defects = held.entrySet().iterator();
    while (defects.hasNext()) {
      Map.Entry<DefectKey, List<Held>> one = defects.next();
      Held highest =
          one.getValue().stream().max(Comparator.comparing(by -> by.alert.level())).get();
      if (!one.getKey().printId().equals(printId)
          || commands.holding(highest.alert, next) != null) {
        continue;
      }
      defects.remove();
      for (Held other : one.getValue()) {
        if (!other.equals(highest)) {
          suppress(other.alert, other.file);
        }
      }
      String file = commands.suppressing(highest.alert, box(one.getKey()));
      if (file == null) {
        send(highest.alert);
      } else {
        suppress(highest.alert, file);
      }
    }
  }

  private void heed(boolean isLast) {
    CommandFiles.Found found;
    try {
      found = isLast ? follower.finish() : follower.poll();
    } catch (IOException e) {
      complain(e);
      return;
    }
    for (CommandFiles.Refused refused : found.refused()) {
      refuse(refused.file(), refused.why());
    }
    for (CommandFiles.Named named : found.commands()) {
      take(named);
    }
  }

  private void take(CommandFiles.Named named) {
    Command command = named.command();
    Level has = null;
    if (command.id() != null && command.family() != null) {
      has = given.get(new DefectKey(command.printId(), command.id(), command.family()));
    }
    try {
      commands.take(named, has, next(command.printId()));
    } catch (IllegalArgumentException e) {
      refuse(named.file(), e.getMessage());
      return;
    }
    takeBack();
    release(command.printId());
  }

  /** What is on its way to a sink, and did not arrive yet, may no longer be wanted. */
  private void takeBack() {
    for (Delivery delivery : deliveries) {
      for (AlertMessage message : delivery.takeBack(about -> file(about) != null)) {
        String file = file(message.about());
        if (file != null) {
          commands.count(file);
          note(message, delivery.record().sink(), file);
        }
      }
    }
  }

  private @Nullable String file(AnswerRow about) {
    return about instanceof AlertsAnswer.Raised alert
        ? commands.suppressing(alert, box(DefectKey.of(alert)))
        : null;
  }

  private void refuse(String file, String why) {
    commands.refuse(file, why);
    err.printf("meltwatch: commands/%s is refused: %s%n", file.replaceAll("\\p{Cntrl}", "?"), why);
  }

  /** The next layer of a print to be closed. */
  private int next(String printId) {
    return closed.getOrDefault(printId, -1) + 1;
  }

  private @Nullable Box box(DefectKey defect) {
    Place place = places.get(defect);
    return place == null ? null : place.box();
  }

  private void complain(IOException problem) {
    if (!hasComplained) {
      hasComplained = true;
      err.println("meltwatch: alerts: " + problem.getMessage());
    }
  }

  /**
   * Heeds commands a last time, and waits for sinks. Alerts that are still held do not go out.
   *
   * @param longest how long to wait at the most
   */
  public void finish(Duration longest) {
    heed(true);
    held.values().forEach(all -> all.forEach(one -> suppress(one.alert, one.file)));
    held.clear();
    long deadline = System.nanoTime() + longest.toNanos();
    deliveries.forEach(delivery -> delivery.finish(deadline));
  }

  /** What became of the alerts; null if there were none and nobody was to be told. */
  public @Nullable AlertRecord alerts() {
    return raised == 0 && deliveries.isEmpty()
        ? null
        : new AlertRecord(
            raised, out, suppressed, deliveries.stream().map(Delivery::record).toList());
  }

  /** What became of the commands; null if there were none. */
  public @Nullable CommandRecord commands() {
    return commands.record();
  }
}
