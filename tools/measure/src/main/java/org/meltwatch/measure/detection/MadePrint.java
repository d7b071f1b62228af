package org.meltwatch.measure.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Plate;
import org.meltwatch.prints.synthetic.BlemishTrace;
import org.meltwatch.prints.synthetic.DrawnLayer;
import org.meltwatch.prints.synthetic.MadeBlemish;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.tracking.TileFindings;

/**
 * A synthetic print in memory, with all that was made in it.
 *
 * @param print the print
 * @param layers its layers
 * @param made each blemish that changes any point, with its strongest trace
 */
public record MadePrint(
    SyntheticPrint print, List<List<Image>> layers, Map<MadeBlemish, BlemishTrace> made) {

  /** Draws a print. */
  public static MadePrint of(SyntheticPrint print) {
    List<List<Image>> layers = new ArrayList<>();
    Map<MadeBlemish, BlemishTrace> made = new LinkedHashMap<>();
    for (int layer = 0; layer < print.layers(); layer++) {
      DrawnLayer drawn = print.draw(layer);
      layers.add(drawn.tiles());
      drawn.traces().forEach(trace -> made.merge(trace.blemish(), trace, MadePrint::stronger));
    }
    return new MadePrint(print, layers, made);
  }

  private static BlemishTrace stronger(BlemishTrace one, BlemishTrace other) {
    return one.strongest() >= other.strongest() ? one : other;
  }

  /** How it is cut. */
  public Plate plate() {
    return new Plate(print.grid().rows(), print.grid().columns());
  }

  /** What the kernel finds in each tile, layer by layer. */
  List<List<TileFindings>> findings(DefectRules points) {
    return TrackedPrint.findings(layers, points);
  }
}
