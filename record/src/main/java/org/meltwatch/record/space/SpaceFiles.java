package org.meltwatch.record.space;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.parts.WholeFile;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.record.rows.RegionPoints;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;

/**
 * Writes {@code defects.json} and {@code defects.ply} from part files: the defects of {@code
 * defects.csv} in millimetres, and all of their points. They depend on the tiles and the scale
 * alone, as result files do.
 */
public final class SpaceFiles {

  /** Measures of each defect. */
  public static final String JSON = "defects.json";

  /** The points of all defects. */
  public static final String PLY = "defects.ply";

  private record Key(String printId, Family family, DefectId id) {}

  private static final Comparator<RegionPoints> ORDER =
      Comparator.comparingInt(RegionPoints::layer)
          .thenComparingInt(region -> region.runs()[0])
          .thenComparingInt(region -> region.runs()[1]);

  private final Path dir;
  private final List<Grown> defects = new ArrayList<>();
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final List<List<RegionPoints>> regions = new ArrayList<>();

  private SpaceFiles(Path dir) {
    this.dir = dir;
  }

  /**
   * Writes both files into a results directory.
   *
   * @throws IOException if a part file cannot be read or a file not be written; names it
   */
  public static void write(Path dir, PlateScale scale) throws IOException {
    SpaceFiles files = new SpaceFiles(dir);
    files.readDefects();
    files.readRegions();
    byte[] json = DefectsJson.of(files.defects, files.regions, scale);
    WholeFile.write(dir.resolve(JSON), out -> out.write(json));
    WholeFile.write(
        dir.resolve(PLY), out -> DefectsPly.write(out, files.defects, files.regions, scale));
  }

  private void readDefects() throws IOException {
    DefectsAnswer answer = DefectsAnswer.TYPE;
    for (Grown defect : PartFiles.merged(dir, answer, answer::latest)) {
      if (answer.isShown(defect)) {
        int number = defects.size();
        defects.add(defect);
        regions.add(new ArrayList<>());
        numbers.put(new Key(defect.printId(), defect.family(), defect.id()), number);
        for (DefectId absorbed : defect.absorbed()) {
          numbers.put(new Key(defect.printId(), defect.family(), absorbed), number);
        }
      }
    }
  }

  /** An engine may have written rows anew. */
  private void readRegions() throws IOException {
    Set<RegionPoints> all = new HashSet<>();
    new PartFiles<>(dir, List.of(RegionPoints.TYPE)).poll(all::add);
    for (RegionPoints region : all) {
      Integer number = numbers.get(new Key(region.printId(), region.family(), region.id()));
      if (number == null) {
        throw new IOException(
            "part files of %s have a region of defect %s in layer %s, and no such defect"
                .formatted(dir, region.id(), region.layer()));
      }
      regions.get(number).add(region);
    }
    regions.forEach(list -> list.sort(ORDER));
  }
}
