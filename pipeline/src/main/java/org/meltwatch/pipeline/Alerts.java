package org.meltwatch.pipeline;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.tracking.Level;

/**
 * Shows the levels that defects are given and how images are disturbed, a line each, and ends a run
 * that is to end on a level.
 */
final class Alerts {

  private static final String TO_START_OF_LINE = "\r\u001b[K";
  private static final String DATA_COLOUR = "\u001b[36m";
  private static final String NO_COLOUR = "\u001b[0m";

  private final PrintStream err;
  private final boolean isTerminal;
  private final @Nullable Level stopOn;
  private final Runnable end;

  /**
   * Alerts of a run.
   *
   * @param isTerminal whether there are colours, and a line that is drawn again and again
   * @param stopOn the level from which on the run is to end; null if none
   * @param end ends the run; is told for each such level
   */
  Alerts(PrintStream err, boolean isTerminal, @Nullable Level stopOn, Runnable end) {
    this.err = err;
    this.isTerminal = isTerminal;
    this.stopOn = stopOn;
    this.end = end;
  }

  /** Shows an alert: a level that a defect was given, or a disturbed layer. */
  void show(AnswerRow alert) {
    if (alert instanceof AlertsAnswer.Raised level) {
      show(level);
    } else if (alert instanceof QualityAnswer.DisturbedLayer layer) {
      print(
          DATA_COLOUR,
          String.format(
              Locale.ROOT,
              "%s: layer %d of %s: %s",
              QualityAnswer.LEVEL,
              layer.layer(),
              layer.printId(),
              layer.words()));
    }
  }

  private void show(AlertsAnswer.Raised alert) {
    String text =
        String.format(
            Locale.ROOT,
            "%s: %s defect %s of %s, %d layers and %d points by layer %d",
            alert.level(),
            alert.family().word(),
            alert.id(),
            alert.printId(),
            alert.height(),
            alert.points(),
            alert.layer());
    print(colour(alert.level()), text);
    if (stopOn != null && alert.level().compareTo(stopOn) >= 0) {
      end.run();
    }
  }

  private void print(String colour, String text) {
    err.println(isTerminal ? TO_START_OF_LINE + colour + text + NO_COLOUR : text);
  }

  private static String colour(Level level) {
    return switch (level) {
      case MINOR -> "\u001b[33m";
      case MAJOR -> "\u001b[35m";
      case STOP -> "\u001b[1;31m";
    };
  }
}
