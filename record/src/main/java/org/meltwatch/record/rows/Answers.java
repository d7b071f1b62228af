package org.meltwatch.record.rows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.meltwatch.record.rows.TileAnswer.Role;

/**
 * The kinds of answers that a run gives. One of them says that a tile came in, and one is a tile's
 * result.
 */
public final class Answers {

  /** What every run gives. */
  public static final Answers ALL =
      new Answers(List.of(SaturatedAnswer.TYPE, TopFiveAnswer.TYPE, ClustersAnswer.TYPE));

  /** What a run gives that tracks defects. */
  public static final Answers TRACKING =
      ALL.with(
          List.of(DefectsAnswer.TYPE, LayersAnswer.TYPE, AlertsAnswer.TYPE, QualityAnswer.TYPE));

  private final List<Answer<?>> list;
  private final List<TileAnswer<?>> ofTiles;
  private final TileAnswer<?> arrival;
  private final TileAnswer<?> result;

  private Answers(List<Answer<?>> list) {
    Set<String> names = new HashSet<>(Set.of(EventRow.TYPE.name()));
    for (Answer<?> answer : list) {
      if (!names.add(answer.name())) {
        throw new IllegalArgumentException(
            "answer (%s, %s) must have a name of its own"
                .formatted(answer.name(), answer.getClass().getName()));
      }
    }
    this.list = List.copyOf(list);
    List<TileAnswer<?>> tiles = new ArrayList<>();
    for (Answer<?> answer : list) {
      if (answer instanceof TileAnswer<?> tile) {
        tiles.add(tile);
      }
    }
    this.ofTiles = List.copyOf(tiles);
    this.arrival = only(Role.ARRIVAL);
    this.result = only(Role.RESULT);
  }

  /**
   * These and more.
   *
   * @throws IllegalArgumentException if two have one name, or a further one says that a tile came
   *     in or is its result
   */
  public Answers with(List<? extends Answer<?>> more) {
    return new Answers(Stream.<Answer<?>>concat(list.stream(), more.stream()).toList());
  }

  /** All of them, in the order in which they are shown. */
  public List<Answer<?>> list() {
    return list;
  }

  /** True if defects are tracked, whose last word is awaited for each print. */
  public boolean areTracking() {
    return list.contains(LayersAnswer.TYPE);
  }

  /** Those of which each tile has one, and without all of which it is not settled. */
  public List<TileAnswer<?>> ofTiles() {
    return ofTiles;
  }

  /** The one that says that a tile came in. */
  public TileAnswer<?> arrival() {
    return arrival;
  }

  /** The one that is a tile's result. */
  public TileAnswer<?> result() {
    return result;
  }

  /** The kinds of rows that a run's part files hold: all answers, and events. */
  public List<RowType<? extends Row>> rowTypes() {
    List<RowType<? extends Row>> types = new ArrayList<>(list);
    types.add(EventRow.TYPE);
    return types;
  }

  private TileAnswer<?> only(Role role) {
    List<TileAnswer<?>> found = ofTiles.stream().filter(one -> one.role() == role).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "answers (%s) must hold one in the role of %s, not %s".formatted(list, role, found));
    }
    return found.get(0);
  }
}
