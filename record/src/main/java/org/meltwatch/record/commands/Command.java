package org.meltwatch.record.commands;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

/**
 * What somebody says of the alerts of a print; docs/alerts.md says what each action does. The
 * methods that are named after actions make one; what an action has no use for is null.
 *
 * @param action what is to be done
 * @param printId the print
 * @param id the defect, by what it is called at that moment; null for all of the print
 * @param family the defect's family; null where there is no id
 * @param level {@link Action#ACKNOWLEDGE}: up to which level; null for those that it has by then
 * @param layers {@link Action#HOLD}: for how many layers
 * @param area {@link Action#IGNORE}: which part of the plate
 * @param fromLayer {@link Action#HOLD} and {@link Action#IGNORE}: the first layer; null for the
 *     next one that is closed, or for all
 * @param toLayer {@link Action#IGNORE}: the last layer; null if there is none
 * @param withdraws {@link Action#WITHDRAW}: the name of the earlier command's file
 * @param note who, when and why
 */
public record Command(
    Action action,
    String printId,
    @Nullable DefectId id,
    @Nullable Family family,
    @Nullable Level level,
    @Nullable Integer layers,
    @Nullable Area area,
    @Nullable Integer fromLayer,
    @Nullable Integer toLayer,
    @Nullable String withdraws,
    Note note) {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_LAYERS = 1_000_000;

  public Command {
    requireNonNull(action, "action");
    requireNonNull(note, "note");
    Texts.require("print_id", printId, LONGEST_NAME);
    if ((id == null) != (family == null)) {
      throw new IllegalArgumentException("defect and family must be given together");
    }
    boolean isHold = action == Action.HOLD;
    boolean isIgnore = action == Action.IGNORE;
    boolean isWithdraw = action == Action.WITHDRAW;
    require(action, "defect", id, !isHold && !isIgnore && !isWithdraw, isHold);
    require(action, "level", level, false, action == Action.ACKNOWLEDGE);
    require(action, "layers", layers, isHold, false);
    require(action, "area", area, isIgnore, false);
    require(action, "from_layer", fromLayer, false, isHold || isIgnore);
    require(action, "to_layer", toLayer, false, isIgnore);
    require(action, "withdraws", withdraws, isWithdraw, false);
    requireRange("layers", layers, 1, MOST_LAYERS);
    requireRange("from_layer", fromLayer, 0, Integer.MAX_VALUE);
    requireRange("to_layer", toLayer, fromLayer == null ? 0 : fromLayer, Integer.MAX_VALUE);
    if (withdraws != null) {
      Texts.require("withdraws", withdraws, LONGEST_NAME);
    }
  }

  /**
   * The defect was seen.
   *
   * @param level up to which level; null for those that it has when the command is taken
   */
  public static Command acknowledge(
      String printId, DefectId id, Family family, @Nullable Level level, Note note) {
    return new Command(
        Action.ACKNOWLEDGE, printId, id, family, level, null, null, null, null, null, note);
  }

  /**
   * Alerts of a defect wait until so many layers are closed.
   *
   * @param fromLayer the first of them; null for the next one that is closed
   */
  public static Command hold(
      String printId,
      DefectId id,
      Family family,
      int layers,
      @Nullable Integer fromLayer,
      Note note) {
    return new Command(
        Action.HOLD, printId, id, family, null, layers, null, fromLayer, null, null, note);
  }

  /** All alerts of a print wait until so many layers are closed; see above. */
  public static Command holdPrint(
      String printId, int layers, @Nullable Integer fromLayer, Note note) {
    return new Command(
        Action.HOLD, printId, null, null, null, layers, null, fromLayer, null, null, note);
  }

  /** Nobody is told of the defect any more. */
  public static Command mute(String printId, DefectId id, Family family, Note note) {
    return new Command(Action.MUTE, printId, id, family, null, null, null, null, null, null, note);
  }

  /**
   * Nobody is told of defects that lie in an area.
   *
   * @param fromLayer the first layer; null for all up to the last one
   * @param toLayer the last layer; null for all from the first one on
   */
  public static Command ignore(
      String printId,
      Area area,
      @Nullable Integer fromLayer,
      @Nullable Integer toLayer,
      Note note) {
    return new Command(
        Action.IGNORE, printId, null, null, null, null, area, fromLayer, toLayer, null, note);
  }

  /** An earlier command no longer counts; {@code file} is the name of its file. */
  public static Command withdraw(String printId, String file, Note note) {
    return new Command(
        Action.WITHDRAW, printId, null, null, null, null, null, null, null, file, note);
  }

  /**
   * True if nobody is to be told of a defect because of it: it mutes it, or ignores where it lies.
   *
   * @param box where the defect is; null if nobody knows
   * @param layer the layer in question
   */
  public boolean silences(DefectId defect, Family of, @Nullable Box box, int layer) {
    return switch (action) {
      case MUTE -> defect.equals(id) && of == family;
      case IGNORE ->
          box != null
              && (fromLayer == null || fromLayer <= layer)
              && (toLayer == null || layer <= toLayer)
              && requireNonNull(area).holds(box);
      case ACKNOWLEDGE, HOLD, WITHDRAW -> false;
    };
  }

  private static void require(
      Action action, String key, @Nullable Object value, boolean isNeeded, boolean isAllowed) {
    if (isNeeded && value == null) {
      throw new IllegalArgumentException("%s must have %s".formatted(action.word(), key));
    }
    if (!isNeeded && !isAllowed && value != null) {
      throw new IllegalArgumentException("%s has no %s".formatted(action.word(), key));
    }
  }

  private static void requireRange(String key, @Nullable Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%d) must be in [%d, %d]", key, value, least, most));
    }
  }
}
