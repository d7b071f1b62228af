package org.meltwatch.prints.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.meltwatch.kernel.clusters.Clusterer;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.kernel.outliers.TopFive;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.files.TiffFile;

/**
 * What the kernel finds in a print, each list ascending over the tiles looked at. {@link #main}
 * prints it.
 */
record PrintStatistics(
    int[] saturated, int[] outliers, int[] clusters, int[] strongest, int[] fileBytes) {

  /** Looks at all tiles of the layers {@code from} to {@code to}, both inclusive. */
  static PrintStatistics of(Print print, int from, int to) {
    DefectRules rules = DefectRules.DEFAULT;
    DeviationKernel kernel = new DeviationKernel(rules);
    Clusterer clusterer = Clustering.INDEXED.create(rules);
    List<List<Image>> layers =
        IntStream.rangeClosed(from - 2, to).parallel().mapToObj(print::tiles).toList();
    List<int[]> found = new ArrayList<>();
    for (int layer = 2; layer < layers.size(); layer++) {
      for (int tile = 0; tile < print.grid().tiles(); tile++) {
        Image image = layers.get(layer).get(tile);
        OutlierList outliers =
            kernel.find(image, layers.get(layer - 1).get(tile), layers.get(layer - 2).get(tile));
        List<Outlier> top = TopFive.rank(outliers);
        found.add(
            new int[] {
              Saturation.count(image, rules.saturatedAbove()),
              outliers.size(),
              clusterer.cluster(outliers).size(),
              top.isEmpty() ? 0 : (int) top.get(0).deviation(),
              TiffFile.encode(image).length
            });
      }
    }
    return new PrintStatistics(
        column(found, 0), column(found, 1), column(found, 2), column(found, 3), column(found, 4));
  }

  private static int[] column(List<int[]> found, int index) {
    return found.stream().mapToInt(tile -> tile[index]).sorted().toArray();
  }

  /** The value that a share of the ascending values do not exceed. */
  static int quantile(int[] ascending, double share) {
    return ascending[(int) Math.ceil(share * ascending.length) - 1];
  }

  /** Arguments: seed, first layer, last layer. */
  public static void main(String[] arguments) {
    long seed = Long.parseLong(arguments[0]);
    int from = Integer.parseInt(arguments[1]);
    int to = Integer.parseInt(arguments[2]);
    Print print = new SyntheticPrint("print", to + 1, new Grid(4, 4), 500, seed);
    System.out.println(of(print, from, to));
  }

  private static String line(String name, int[] ascending) {
    int[] shares =
        IntStream.of(10, 25, 50, 75, 90, 95, 100)
            .map(percent -> quantile(ascending, percent / 100.0))
            .toArray();
    return "%-10s p10 p25 p50 p75 p90 p95 max: %s%n".formatted(name, Arrays.toString(shares));
  }

  @Override
  public String toString() {
    return line("saturated", saturated)
        + line("outliers", outliers)
        + line("clusters", clusters)
        + line("strongest", strongest)
        + line("bytes", fileBytes);
  }
}
