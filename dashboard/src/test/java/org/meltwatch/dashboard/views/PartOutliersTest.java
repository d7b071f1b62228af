package org.meltwatch.dashboard.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.dashboard.runs.KeptPictures.Place;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.record.pictures.Entry;
import org.meltwatch.record.pictures.Keep;
import org.meltwatch.record.pictures.PictureWriter;
import org.meltwatch.record.pictures.Pictures;
import org.meltwatch.tracking.Box;

class PartOutliersTest {

  private static final Box LEFT = new Box(0, 0, 9, 3);

  @TempDir private Path dir = Path.of("");

  private final PartOutliers part = new PartOutliers();

  /** Outliers of row 0, one a column, of so many sensor units each. */
  private Place kept(int... deviations) throws Exception {
    int[] columns = new int[deviations.length];
    Arrays.setAll(columns, at -> at);
    int[] numerators = Arrays.stream(deviations).map(one -> one * Outlier.DENOMINATOR).toArray();
    try (PictureWriter writer = new PictureWriter(dir, Keep.PREVIEW, 5000)) {
      writer.outliers(
          new TileHeader(1, new TileKey("P", 0), 3, 0),
          new OutlierList(new int[deviations.length], columns, numerators));
    }
    List<Entry> entries = new ArrayList<>();
    new Pictures(dir).poll(entries::add);
    return new Place(entries.get(0).file(), entries.get(0).offset());
  }

  private static Outlier outlier(int column, int deviation) {
    return new Outlier(0, column, deviation * Outlier.DENOMINATOR);
  }

  @Test
  void add_aTileWithFewOutliers_isExactAndReadsNothing() throws Exception {
    part.add(LEFT, false, 2, List.of(outlier(4, 9001), outlier(3, -7001)), null);

    assertEquals(0, part.size());
    assertEquals(1, part.count());
    assertEquals(7001.0, part.largest());
  }

  @Test
  void read_aTileWithManyOutliers_countsThoseInTheBoxAndTellsTheLargestAbout() throws Exception {
    Place place = kept(6001, 6100, -6700, 6200, 9000);

    part.add(LEFT, false, 5, List.of(outlier(4, 9000)), place);
    assertEquals(1, part.size());
    part.read();

    assertEquals(4, part.count());
    assertEquals(13 * 512.0, part.largest(), "6700, rounded down to the steps that are kept");
  }

  @Test
  void read_oneOfTheStrongestLiesInTheBox_itsDeviationIsExact() throws Exception {
    Place place = kept(6001, 6100, -6700, 6200, 9000);

    part.add(LEFT, false, 5, List.of(outlier(4, 9000), outlier(2, -6700)), place);
    part.read();

    assertEquals(4, part.count());
    assertEquals(6700.0, part.largest());
  }

  @Test
  void add_aWholeTile_countsWhatTheRunHasCounted() throws Exception {
    part.add(new Box(0, 0, 9, 9), true, 90_000, List.of(outlier(4, 9000)), null);
    part.read();

    assertEquals(90_000, part.count());
    assertEquals(9000.0, part.largest());
  }

  @Test
  void read_notAllOutliersAreKept_nobodyKnows() throws Exception {
    part.add(LEFT, false, 90_000, List.of(outlier(4, 9000)), kept(6001, 6100, -6700));
    part.read();

    assertNull(part.count());
    assertNull(part.largest());
  }

  @Test
  void add_aTileWithoutAnAnswer_nobodyKnows() {
    part.add(LEFT, false, 1, List.of(outlier(3, 7000)), null);
    part.addUnknown();

    assertNull(part.count());
    assertNull(part.largest());
  }
}
