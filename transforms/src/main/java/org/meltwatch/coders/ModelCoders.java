package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.meltwatch.model.ClaimedImage;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Image;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.RankedOutliers;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileImage;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileOutliers;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.Tile;

/**
 * The coders of tiles and what is computed from them, and all coders of the model for Beam, so that
 * no transform has to name them.
 */
public final class ModelCoders implements CoderProviderRegistrar {

  private static final int PIXELS = 0;
  private static final int CLAIM = 1;

  public static final ModelCoder<TileKey> TILE_KEY =
      new ModelCoder<>(
          TileKey.class,
          (out, value) -> {
            Wire.writeString(out, value.printId());
            out.writeInt(value.tileId());
          },
          in -> new TileKey(Wire.readString(in), in.readInt()));

  public static final ModelCoder<TileHeader> TILE_HEADER =
      new ModelCoder<>(
          TileHeader.class,
          (out, value) -> {
            out.writeLong(value.seqId());
            TILE_KEY.write(out, value.key());
            out.writeInt(value.layer());
            out.writeLong(value.receivedMicros());
          },
          in -> new TileHeader(in.readLong(), TILE_KEY.read(in), in.readInt(), in.readLong()));

  public static final ModelCoder<TileImage> TILE_IMAGE =
      new ModelCoder<>(TileImage.class, ModelCoders::writeImage, ModelCoders::readImage);

  public static final ModelCoder<Tile> TILE =
      new ModelCoder<>(
          Tile.class,
          (out, value) -> {
            TILE_HEADER.write(out, value.header());
            out.writeInt(value.saturated());
            TILE_IMAGE.write(out, value.image());
          },
          in -> {
            TileHeader header = TILE_HEADER.read(in);
            int saturated = in.readInt();
            return new Tile(header, TILE_IMAGE.read(in), saturated);
          });

  public static final ModelCoder<LayerWindow> LAYER_WINDOW =
      new ModelCoder<>(
          LayerWindow.class,
          (out, value) -> {
            TILE.write(out, value.newest());
            Wire.writeNullable(out, value.previous(), TILE::write);
            Wire.writeNullable(out, value.oldest(), TILE::write);
          },
          in ->
              new LayerWindow(
                  TILE.read(in),
                  Wire.readNullable(in, TILE::read),
                  Wire.readNullable(in, TILE::read)));

  public static final ModelCoder<OutlierList> OUTLIER_LIST =
      new ModelCoder<>(
          OutlierList.class,
          (out, value) -> {
            Wire.writeInts(out, value.x());
            Wire.writeInts(out, value.y());
            Wire.writeInts(out, value.numerators());
          },
          in -> new OutlierList(Wire.readInts(in), Wire.readInts(in), Wire.readInts(in)));

  public static final ModelCoder<TileOutliers> TILE_OUTLIERS =
      new ModelCoder<>(
          TileOutliers.class,
          (out, value) -> {
            TILE_HEADER.write(out, value.header());
            out.writeInt(value.saturated());
            OUTLIER_LIST.write(out, value.outliers());
          },
          in -> new TileOutliers(TILE_HEADER.read(in), in.readInt(), OUTLIER_LIST.read(in)));

  public static final ModelCoder<RankedOutliers> RANKED_OUTLIERS =
      new ModelCoder<>(RankedOutliers.class, ModelCoders::writeRanked, ModelCoders::readRanked);

  public static final ModelCoder<TileResult> TILE_RESULT =
      new ModelCoder<>(TileResult.class, ModelCoders::writeResult, ModelCoders::readResult);

  /** Those of this class, then those of the other. */
  private static final class All {

    private static final List<ModelCoder<?>> CODERS =
        List.of(
            TILE_KEY,
            TILE_HEADER,
            TILE_IMAGE,
            TILE,
            LAYER_WINDOW,
            OUTLIER_LIST,
            TILE_OUTLIERS,
            RANKED_OUTLIERS,
            TILE_RESULT,
            MessageCoders.RECEIPT,
            MessageCoders.ARRIVAL,
            MessageCoders.RECEIVED,
            MessageCoders.DEAD_LETTER,
            MessageCoders.LAYER_EVENT,
            MessageCoders.RUN_EVENT,
            PlateCoders.PLATE_EVENT,
            PlateCoders.PLATE_REPORT,
            PlateCoders.OPEN_DEFECTS,
            PlateCoders.RECENT_LAYERS);
  }

  @Override
  public List<CoderProvider> getCoderProviders() {
    List<CoderProvider> providers = new ArrayList<>();
    All.CODERS.forEach(coder -> providers.add(coder.provider()));
    return providers;
  }

  /** The constant of this name. */
  static ModelCoder<?> named(String name) {
    return All.CODERS.stream()
        .filter(coder -> coder.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("coder (%s) must be one there is".formatted(name)));
  }

  private static void writeImage(DataOutput out, TileImage value) throws IOException {
    out.writeByte(value instanceof Image ? PIXELS : CLAIM);
    out.writeInt(value.height());
    out.writeInt(value.width());
    if (value instanceof Image image) {
      Wire.writeShorts(out, image.pixels());
    } else if (value instanceof ClaimedImage claimed) {
      Wire.writeString(out, claimed.claim());
    }
  }

  private static TileImage readImage(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    int height = in.readInt();
    int width = in.readInt();
    return switch (kind) {
      case PIXELS -> new Image(height, width, Wire.readShorts(in));
      case CLAIM -> new ClaimedImage(Wire.readString(in), height, width);
      default ->
          throw new CoderException(String.format(Locale.ROOT, "kind (%d) must be in [0, 1]", kind));
    };
  }

  private static void writeRanked(DataOutput out, RankedOutliers value) throws IOException {
    TILE_OUTLIERS.write(out, value.tile());
    out.writeInt(value.top().size());
    for (Outlier outlier : value.top()) {
      out.writeInt(outlier.x());
      out.writeInt(outlier.y());
      out.writeInt(outlier.numerator());
    }
  }

  private static RankedOutliers readRanked(DataInput in) throws IOException {
    TileOutliers tile = TILE_OUTLIERS.read(in);
    int size = Wire.readLength(in);
    List<Outlier> top = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      top.add(new Outlier(in.readInt(), in.readInt(), in.readInt()));
    }
    return new RankedOutliers(tile, top);
  }

  private static void writeResult(DataOutput out, TileResult value) throws IOException {
    TILE_HEADER.write(out, value.header());
    out.writeInt(value.saturated());
    out.writeInt(value.clusters().size());
    for (Cluster cluster : value.clusters()) {
      out.writeInt(cluster.count());
      out.writeLong(cluster.sumX());
      out.writeLong(cluster.sumY());
    }
  }

  private static TileResult readResult(DataInput in) throws IOException {
    TileHeader header = TILE_HEADER.read(in);
    int saturated = in.readInt();
    int size = Wire.readLength(in);
    List<Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      clusters.add(new Cluster(in.readInt(), in.readLong(), in.readLong()));
    }
    return new TileResult(header, saturated, clusters);
  }
}
