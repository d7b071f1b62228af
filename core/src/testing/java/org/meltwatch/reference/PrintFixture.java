package org.meltwatch.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Batch;

/**
 * Some layers of some tiles, with what is expected of each.
 *
 * @param tiles in the order of arrival, which is that of their {@code seq_id}
 */
public record PrintFixture(String name, int height, int width, List<TileFixture> tiles) {

  public PrintFixture {
    tiles = List.copyOf(tiles);
  }

  static PrintFixture parse(String name, JsonNode json, Function<String, byte[]> files) {
    List<TileFixture> tiles = new ArrayList<>();
    for (JsonNode tile : json.get("tiles")) {
      TileKey key = new TileKey(tile.get("print_id").asText(), tile.get("tile_id").asInt());
      tiles.add(
          new TileFixture(
              Tiles.batch(
                  tile.get("seq_id").asLong(),
                  key,
                  tile.get("layer").asInt(),
                  files.apply(tile.get("file").asText())),
              tile.get("complete").asBoolean(),
              tile.get("pixels_sha256").asText(),
              Findings.parse(tile.get("expected"))));
    }
    return new PrintFixture(name, json.get("height").asInt(), json.get("width").asInt(), tiles);
  }

  /** The batches in the order of arrival. */
  public List<Batch> batches() {
    return tiles.stream().map(TileFixture::batch).toList();
  }

  /** The lowest layer of any tile. */
  public int firstLayer() {
    return tiles.stream().mapToInt(tile -> tile.batch().layer()).min().orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * A tile.
   *
   * @param complete true if the two layers below are in the fixture
   * @param pixelsSha256 of the points row by row, low byte first, in hexadecimal digits
   */
  public record TileFixture(
      Batch batch, boolean complete, String pixelsSha256, Findings expected) {}
}
