package org.meltwatch.prints.synthetic;

import java.util.List;
import org.meltwatch.model.Image;

/**
 * A layer of a synthetic print, and what was made in it.
 *
 * @param tiles the layer's tiles by tile_id
 * @param traces what each blemish has changed in it, one each
 */
public record DrawnLayer(List<Image> tiles, List<BlemishTrace> traces) {

  public DrawnLayer {
    tiles = List.copyOf(tiles);
    traces = List.copyOf(traces);
  }
}
