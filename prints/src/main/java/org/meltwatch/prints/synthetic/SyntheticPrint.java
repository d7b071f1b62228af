package org.meltwatch.prints.synthetic;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meltwatch.model.Image;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;

/**
 * A print that nobody printed: solids that change slowly with the layers, laser tracks, hot spots,
 * overheating and lack of fusion on one plate that is cut into tiles. Made of integers and {@link
 * StrictMath} alone: the same seed gives the same pixels on every machine.
 *
 * @param id the print's name
 * @param layers how many layers it has, at least 1
 * @param grid how its plate is cut
 * @param tileSize height and width of a tile in points, in 1..4096
 * @param seed what it looks like
 */
public record SyntheticPrint(String id, int layers, Grid grid, int tileSize, long seed)
    implements Print {

  public SyntheticPrint {
    requireNonNull(id, "id");
    requireNonNull(grid, "grid");
    requireInside("layers", layers, 1, 100_000);
    requireInside("tileSize", tileSize, 1, 4096);
  }

  private static void requireInside(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%d) must be in [%d, %d]", name, value, least, most));
    }
  }

  @Override
  public List<Image> tiles(int layer) {
    return draw(layer).tiles();
  }

  /** A layer, and what the blemishes have changed in it. */
  public DrawnLayer draw(int layer) {
    List<Part> parts = PartLayout.of(seed, grid.rows() * tileSize, grid.columns() * tileSize);
    List<Image> tiles = new ArrayList<>();
    Map<MadeBlemish, BlemishTrace> traces = new LinkedHashMap<>();
    for (int tileId = 0; tileId < grid.tiles(); tileId++) {
      int row = tileId / grid.columns() * tileSize;
      int column = tileId % grid.columns() * tileSize;
      TileRenderer renderer = new TileRenderer(seed, layer, tileSize, row, column);
      tiles.add(renderer.render(parts));
      renderer.traces().forEach(trace -> traces.merge(trace.blemish(), trace, BlemishTrace::with));
    }
    return new DrawnLayer(tiles, List.copyOf(traces.values()));
  }
}
