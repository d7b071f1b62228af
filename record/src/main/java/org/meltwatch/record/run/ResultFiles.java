package org.meltwatch.record.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileResult;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.parts.WholeFile;
import org.meltwatch.record.rows.CsvRows;
import org.meltwatch.record.rows.PartKind;
import org.meltwatch.record.rows.PartRow;

/**
 * Assembles {@code q1.csv}, {@code q2.csv} and {@code q3.csv} from a run's part files: sorted by
 * batch id, one row a tile, without replays, refused and dropped tiles. Of two tiles with one key
 * and layer the files show one, under the smaller batch id. So the files depend on the tiles alone,
 * not on the engine, its parallelism or the order of arrival.
 */
public final class ResultFiles {

  private final Path dir;
  private final FinalIds ids = new FinalIds();
  private final Ranges revised = new Ranges();

  private ResultFiles(Path dir) {
    this.dir = dir;
  }

  /**
   * Writes the three files into the results directory {@code dir}.
   *
   * <p>A tile that is answered twice is answered in the same way, unless a crash lost tiles of its
   * window in between: then the last answer counts, which is also the one that the challenger has.
   *
   * @return the batch ids whose answers differed
   * @throws IOException if a part file cannot be read or a result file not be written
   * @throws IllegalStateException if one batch id stands for two tiles
   */
  public static List<IdRange> assemble(Path dir) throws IOException {
    ResultFiles files = new ResultFiles(dir);
    files.assemble();
    return files.revised.list();
  }

  private void assemble() throws IOException {
    new PartFiles(dir, EnumSet.of(PartKind.EVENTS))
        .poll(row -> ids.add(((PartRow.Event) row).event()));
    Map<Long, PartRow.Answer> results = read(PartKind.Q3);
    results.values().forEach(row -> ids.addResult(row.header()));
    Map<Long, PartRow.Answer> tiles = read(PartKind.Q1);
    tiles.values().forEach(row -> ids.addTile(row.header()));
    write("q3.csv", CsvRows.q3Header(), results, ResultFiles::q3);
    write("q2.csv", CsvRows.q2Header(), read(PartKind.Q2), ResultFiles::q2);
    write("q1.csv", CsvRows.q1Header(), tiles, ResultFiles::q1);
  }

  private Map<Long, PartRow.Answer> read(PartKind kind) throws IOException {
    Map<Long, PartRow.Answer> rows = new TreeMap<>();
    new PartFiles(dir, EnumSet.of(kind))
        .poll(
            row ->
                rows.merge(
                    ((PartRow.Answer) row).header().seqId(), (PartRow.Answer) row, this::last));
    return rows;
  }

  private PartRow.Answer last(PartRow.Answer one, PartRow.Answer other) {
    if (one.saysTheSameAs(other)) {
      return one;
    }
    TileHeader tile = one.header();
    if (!tile.key().equals(other.header().key()) || tile.layer() != other.header().layer()) {
      throw new IllegalStateException(
          "seq_id %d stands for two tiles: %s and %s".formatted(tile.seqId(), one, other));
    }
    revised.add(tile.seqId());
    return one.doneMicros() > other.doneMicros() ? one : other;
  }

  private void write(
      String name,
      String header,
      Map<Long, PartRow.Answer> rows,
      BiFunction<PartRow.Answer, TileHeader, String> format)
      throws IOException {
    Map<Long, String> lines = new TreeMap<>();
    add(lines, rows, ids::of, format);
    add(lines, rows, ids::inPlaceOf, format);
    WholeFile.write(
        dir.resolve(name),
        out -> {
          out.write(header.getBytes(UTF_8));
          for (String line : lines.values()) {
            out.write(line.getBytes(UTF_8));
          }
        });
  }

  private static void add(
      Map<Long, String> lines,
      Map<Long, PartRow.Answer> rows,
      Function<TileHeader, @Nullable Long> ids,
      BiFunction<PartRow.Answer, TileHeader, String> format) {
    for (PartRow.Answer row : rows.values()) {
      TileHeader old = row.header();
      Long id = ids.apply(old);
      if (id != null) {
        TileHeader renamed = new TileHeader(id, old.key(), old.layer(), old.receivedMicros());
        lines.putIfAbsent(id, format.apply(row, renamed));
      }
    }
  }

  private static String q1(PartRow.Answer row, TileHeader header) {
    return CsvRows.q1(header, ((PartRow.Q1) row).saturated());
  }

  private static String q2(PartRow.Answer row, TileHeader header) {
    return CsvRows.q2(new Ranking(header, ((PartRow.Q2) row).ranking().top()));
  }

  private static String q3(PartRow.Answer row, TileHeader header) {
    TileResult result = ((PartRow.Q3) row).result();
    return CsvRows.q3(new TileResult(header, result.saturated(), result.clusters()));
  }
}
