package org.meltwatch.record.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.KeyStart;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.parts.WholeFile;

/**
 * A file beside the part files of a run that is gone on with: where its tile keys go on. Steps in
 * any process that shares the results directory read it, once each.
 */
public final class StartsFile implements KeyStarts {

  private static final long serialVersionUID = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A key's line. */
  private record Line(
      @JsonProperty("print_id") String printId,
      @JsonProperty("tile_id") int tileId,
      @JsonProperty("from") int from,
      @JsonProperty("next") int next,
      @JsonProperty("given_up") List<IdRange> givenUp,
      @JsonProperty("late") List<IdRange> late,
      @JsonProperty("answered") List<IdRange> answered) {

    static Line of(TileKey key, KeyStart start) {
      return new Line(
          key.printId(),
          key.tileId(),
          start.from(),
          start.next(),
          start.givenUp(),
          start.late(),
          start.answered());
    }
  }

  private final String dir;
  private final int firstLayer;
  private transient @Nullable Map<TileKey, KeyStart> starts;

  /**
   * The file of a results directory.
   *
   * @param firstLayer where all other keys begin
   */
  public StartsFile(Path dir, int firstLayer) {
    this.dir = dir.toString();
    this.firstLayer = firstLayer;
  }

  /**
   * Writes the file.
   *
   * @throws IOException naming file and cause, if that failed
   */
  public void write(Map<TileKey, KeyStart> known) throws IOException {
    List<Line> lines =
        known.entrySet().stream().map(one -> Line.of(one.getKey(), one.getValue())).toList();
    byte[] content = JSON.writeValueAsBytes(lines);
    WholeFile.write(path(), out -> out.write(content));
  }

  /** Removes the file, once there is nobody to read it. */
  public void delete() throws IOException {
    Files.deleteIfExists(path());
  }

  @Override
  public KeyStart of(TileKey key) {
    Map<TileKey, KeyStart> known = starts;
    if (known == null) {
      known = read();
      starts = known;
    }
    KeyStart start = known.get(key);
    return start == null ? KeyStart.at(firstLayer) : start;
  }

  private Map<TileKey, KeyStart> read() {
    Map<TileKey, KeyStart> known = new HashMap<>();
    try {
      for (Line line : JSON.readValue(path().toFile(), new TypeReference<List<Line>>() {})) {
        known.put(
            new TileKey(line.printId, line.tileId),
            new KeyStart(line.from, line.next, line.givenUp, line.late, line.answered));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read: %s".formatted(path(), e.getMessage()), e);
    }
    return known;
  }

  private Path path() {
    return PartFiles.directory(Path.of(dir)).resolve("starts.json");
  }
}
