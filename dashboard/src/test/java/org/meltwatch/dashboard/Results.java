package org.meltwatch.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Image;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.pictures.Keep;
import org.meltwatch.record.pictures.PictureWriter;
import org.meltwatch.record.rows.AlertsAnswer.Raised;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.LayersAnswer.Layer;
import org.meltwatch.record.rows.RegionPoints;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.record.rows.TopFiveAnswer;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;
import org.meltwatch.tracking.Peak;

/** A results directory of a small print: a plate of one row with two tiles of 8 x 8 points. */
final class Results {

  /** A name that does harm where it is not escaped. */
  static final String PRINT = "<script>alert(1)</script>";

  static final int SIDE = 8;
  static final DefectId DEFECT = new DefectId(0, 1, 2);

  private final Path dir;

  Results(Path dir) throws IOException {
    this.dir = dir;
    Files.createDirectories(dir.resolve("parts"));
    Files.writeString(
        dir.resolve("started.json"),
        "{\"runner\": \"direct\", \"source\": \"challenger\", \"options\": {\"plate\": \"1x2\"}}");
  }

  static TileHeader tile(int layer, int tile) {
    return new TileHeader(2L * layer + tile, new TileKey(PRINT, tile), layer, 1_000_000L * layer);
  }

  void write(Row... rows) throws IOException {
    try (PartWriter writer = new PartWriter(dir)) {
      for (Row row : rows) {
        writer.append(row);
      }
    }
  }

  /** What a run notes of an alert that a command kept back. */
  void keepBack(String command, Level level) throws IOException {
    Files.writeString(
        dir.resolve("alerts-sent.jsonl"),
        """
        {"fate":"suppressed","command":"%s","print_id":"%s","level":"%s","defect":"%s","family":"hot"}
        {"fate":"supp"""
            .formatted(command, PRINT, level, DEFECT));
  }

  /** All that a tile is answered: 3 saturated points, an outlier, a cluster of 6 points. */
  void answer(int layer, int tile) throws IOException {
    TileHeader header = tile(layer, tile);
    write(
        SaturatedAnswer.row(header, 3, header.receivedMicros() + 10),
        TopFiveAnswer.row(
            header, List.of(new Outlier(1, 2, 1140 * 7000)), header.receivedMicros() + 20),
        ClustersAnswer.row(
            new TileResult(header, 3, List.of(new Cluster(6, 12, 18))),
            header.receivedMicros() + 30));
  }

  /** A picture of a tile: all of its points have one value, and one is an outlier. */
  void picture(int layer, int tile, Keep keep, int value) throws IOException {
    short[] pixels = new short[SIDE * SIDE];
    Arrays.fill(pixels, (short) value);
    try (PictureWriter writer = new PictureWriter(dir, keep, 5000)) {
      writer.image(tile(layer, tile), new Image(SIDE, SIDE, pixels));
      writer.outliers(
          tile(layer, tile),
          new OutlierList(new int[] {1}, new int[] {2}, new int[] {1140 * 7000}));
    }
  }

  /** A closed layer with a region of 3 points of one defect, which has a level. */
  void close(int layer, Level level) throws IOException {
    write(
        new RegionPoints(PRINT, layer, DEFECT, Family.HOT, 3, new int[] {1, 2, 3}, 0),
        new Grown(
            PRINT,
            DEFECT,
            Family.HOT,
            layer,
            false,
            layer,
            layer + 1,
            layer + 1,
            3L * (layer + 1),
            1,
            0,
            new Peak(1140 * 7000, DEFECT),
            new Box(1, 2, 1, 4),
            3L * layer,
            3,
            9,
            level,
            List.of(),
            50),
        new Raised(PRINT, layer, level, DEFECT, Family.HOT, layer + 1, 3L * (layer + 1), 50),
        new Layer(PRINT, layer, 2, 128, 6, 3, 0, 1, 1, level, true, 50));
  }

  void skipped(int tile, int from, int to) throws IOException {
    write(EventRow.of(new RunEvent.Skipped(new TileKey(PRINT, tile), from, to)));
  }

  void refused(int layer, int tile, String reason) throws IOException {
    refused(layer, tile, reason, "a.tif");
  }

  void refused(int layer, int tile, String reason, String file) throws IOException {
    TileHeader header = tile(layer, tile);
    write(
        EventRow.of(
            new RunEvent.Refused(
                "lane0-" + header.seqId(), header.seqId(), header.key(), layer, reason, file)));
  }

  /** Keeps the points of a tile that are saturated: its first row. */
  void saturated(int layer, int tile) throws IOException {
    short[] pixels = new short[SIDE * SIDE];
    Arrays.fill(pixels, 0, SIDE, (short) 65535);
    try (PictureWriter writer = new PictureWriter(dir, Keep.PREVIEW, 5000)) {
      writer.saturated(tile(layer, tile), new Image(SIDE, SIDE, pixels), 65000, SIDE);
    }
  }
}
