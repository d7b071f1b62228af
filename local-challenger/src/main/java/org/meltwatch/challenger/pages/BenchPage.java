package org.meltwatch.challenger.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.prints.Print;

/**
 * What a bench's page shows: its figures, and the results of a layer, with their plots.
 *
 * @param bench its figures
 * @param query the query whose results are shown
 * @param print whose layer is shown
 * @param otherPrints the other prints
 * @param layer the layer whose results are shown
 * @param newer the next layer, or null
 * @param older the layer before, or null
 * @param lastLayer the print's last layer
 * @param tiles the plate's tiles, row by row
 */
record BenchPage(
    BenchRow bench,
    int query,
    PrintLink print,
    List<PrintLink> otherPrints,
    int layer,
    @Nullable Integer newer,
    @Nullable Integer older,
    int lastLayer,
    List<Cell> tiles) {

  /** A print's name, as it is and as a parameter of an address. */
  record PrintLink(String id, String parameter) {

    static PrintLink of(Print print) {
      return new PrintLink(print.id(), URLEncoder.encode(print.id(), StandardCharsets.UTF_8));
    }
  }

  /**
   * A tile of the plate; {@code text} says why there is no result, {@code remarks} what is wrong
   * with the one that there is. A number that cannot be read is a question mark.
   */
  record Cell(
      int tileId,
      @Nullable Long batchId,
      boolean answered,
      String text,
      List<String> remarks,
      String saturated,
      String clusters,
      String outliers,
      String largest) {

    static Cell without(int tileId, @Nullable Long batchId, String text) {
      return new Cell(tileId, batchId, false, text, List.of(), "", "", "", "");
    }
  }
}
