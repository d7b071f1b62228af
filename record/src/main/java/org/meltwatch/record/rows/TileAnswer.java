package org.meltwatch.record.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of answers of which each tile has one. Its lines begin with the tile's batch id, print and
 * number; response times are kept of it, from the tile's receipt.
 */
public abstract class TileAnswer<R extends TileRow> extends Answer<R> {

  /** What it means for a tile to have the answer. */
  public enum Role {
    /** It came in: every readable tile has this answer before any other. */
    ARRIVAL,
    /** Its result is out; it is settled once it has all the other answers as well. */
    RESULT,
    /** Nothing by itself. */
    FURTHER
  }

  private static final List<String> TILE = List.of("seq_id", "print_id", "tile_id");

  private final Role role;

  /**
   * A kind of answers.
   *
   * @param name what its files are called, and its figures
   * @param rows the class of its rows
   * @param role what it means for a tile to have it
   * @param columns the names of the columns after those that say which tile it is
   */
  protected TileAnswer(String name, Class<R> rows, Role role, List<String> columns) {
    super(name, rows, Stream.concat(TILE.stream(), columns.stream()).toList());
    this.role = role;
  }

  /** What it means for a tile to have this answer. */
  public final Role role() {
    return role;
  }

  @Override
  public final Comparator<? super R> order() {
    return Comparator.comparingLong(TileRow::seqId);
  }

  /** A row's line in the result file under a batch id that stands in for its own. */
  public final String line(long seqId, R row) {
    return csv(fields(seqId, row));
  }

  @Override
  protected final List<?> fields(R row) {
    return fields(row.seqId(), row);
  }

  private List<?> fields(long seqId, R row) {
    List<Object> fields = new ArrayList<>(List.of(seqId, row.printId(), row.tileId()));
    fields.addAll(values(row));
    return fields;
  }

  /** A row's fields after those that say which tile it is. */
  protected abstract List<?> values(R row);
}
