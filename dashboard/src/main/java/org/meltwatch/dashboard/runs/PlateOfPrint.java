package org.meltwatch.dashboard.runs;

import org.meltwatch.model.Plate;
import org.meltwatch.record.run.RunFacts;

/**
 * How the plate of a print looks, or the best guess at it.
 *
 * @param plate its rows and columns of tiles
 * @param known true if the run knows them
 * @param tileHeight rows of a tile
 * @param tileWidth columns of a tile
 * @param sizeKnown true if the run knows the size
 */
public record PlateOfPrint(
    Plate plate, boolean known, int tileHeight, int tileWidth, boolean sizeKnown) {

  private static final int USUAL_SIDE = 500;
  private static final Plate USUAL = new Plate(4, 4);

  /** The plate of a print, whose run's monitor is held. */
  public static PlateOfPrint of(FollowedRun run, FollowedPrint print) {
    RunFacts facts = run.facts();
    Plate plate = facts.plate(print.name());
    boolean made = facts.source().equals("local") && !facts.options().containsKey("stack");
    made &= !facts.options().containsKey("watch");
    int most = print.tiles().isEmpty() ? 0 : print.tiles().lastKey();
    if (plate == null && made && USUAL.has(most)) {
      plate = USUAL;
    }
    boolean known = plate != null && plate.has(most);
    KeptPictures pictures = print.pictures();
    if (pictures.height() > 0) {
      Plate shown = known && plate != null ? plate : guess(most + 1);
      return new PlateOfPrint(shown, known, pictures.height(), pictures.width(), true);
    }
    Integer side = facts.number("tileSize");
    boolean sizeKnown = side != null || made;
    int points = side == null ? USUAL_SIDE : side;
    return new PlateOfPrint(
        known && plate != null ? plate : guess(most + 1), known, points, points, sizeKnown);
  }

  /** As square as that many tiles can be. */
  private static Plate guess(int tiles) {
    int rows = (int) Math.sqrt(tiles);
    while (tiles % rows != 0) {
      rows--;
    }
    return new Plate(rows, tiles / rows);
  }

  /** The first row of a tile on the plate. */
  public int x(int tile) {
    return plate.row(tile) * tileHeight;
  }

  /** The first column of a tile on the plate. */
  public int y(int tile) {
    return plate.column(tile) * tileWidth;
  }
}
