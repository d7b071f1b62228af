package org.meltwatch.coders;

import static org.meltwatch.coders.ModelCoders.TILE_HEADER;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.beam.sdk.coders.CoderException;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.quality.Disturbed;
import org.meltwatch.quality.Profiles;
import org.meltwatch.quality.RecentLayers;
import org.meltwatch.quality.TileSketch;
import org.meltwatch.tracking.Alert;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.CompactPoints;
import org.meltwatch.tracking.CompactRing;
import org.meltwatch.tracking.Defect;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.LayerRegions;
import org.meltwatch.tracking.LayerReport;
import org.meltwatch.tracking.LayerSet;
import org.meltwatch.tracking.Level;
import org.meltwatch.tracking.OpenDefects;
import org.meltwatch.tracking.Peak;
import org.meltwatch.tracking.PlateEvent;
import org.meltwatch.tracking.PlateReport;
import org.meltwatch.tracking.PrintTracked;
import org.meltwatch.tracking.TileFindings;

/** The coders of what the tracking of defects is told, keeps and reports. */
public final class PlateCoders {

  private static final int EVENT_HANDED = 0;
  private static final int EVENT_END = 1;
  private static final int EVENT_FINDINGS = 2;
  private static final int REPORT_LAYER = 0;
  private static final int REPORT_TRACKED = 1;

  /** A byte for its kind, then its fields. */
  public static final ModelCoder<PlateEvent> PLATE_EVENT =
      new ModelCoder<>(PlateEvent.class, PlateCoders::writeEvent, PlateCoders::readEvent);

  /** A byte for its kind, then its fields. */
  public static final ModelCoder<PlateReport> PLATE_REPORT =
      new ModelCoder<>(PlateReport.class, PlateCoders::writeReport, PlateCoders::readReport);

  public static final ModelCoder<OpenDefects> OPEN_DEFECTS =
      new ModelCoder<>(
          OpenDefects.class,
          (out, value) -> {
            writeList(out, value.defects(), PlateCoders::writeDefect);
            writeList(out, value.recent(), PlateCoders::writeRegions);
          },
          in ->
              new OpenDefects(
                  readList(in, PlateCoders::readDefect), readList(in, PlateCoders::readRegions)));

  public static final ModelCoder<RecentLayers> RECENT_LAYERS =
      new ModelCoder<>(
          RecentLayers.class,
          (out, value) -> {
            writeLongs(out, value.means());
            writeList(
                out,
                value.disturbed().stream().sorted().toList(),
                (to, way) -> to.writeByte(code(way)));
            writeLongs(out, value.profiles().present().toLongArray());
            writeLongs(out, value.profiles().rows());
            writeLongs(out, value.profiles().columns());
          },
          in ->
              new RecentLayers(
                  readLongs(in),
                  Set.copyOf(readList(in, PlateCoders::readDisturbance)),
                  new Profiles(BitSet.valueOf(readLongs(in)), readLongs(in), readLongs(in))));

  private PlateCoders() {}

  private static void writeEvent(DataOutput out, PlateEvent value) throws IOException {
    if (value instanceof PlateEvent.Handed handed) {
      out.writeByte(EVENT_HANDED);
      out.writeLong(handed.number());
      out.writeInt(handed.tileId());
      out.writeInt(handed.layer());
      out.writeInt(handed.height());
      out.writeInt(handed.width());
    } else if (value instanceof PlateEvent.PrintEnd end) {
      out.writeByte(EVENT_END);
      out.writeLong(end.handed());
    } else if (value instanceof TileFindings findings) {
      out.writeByte(EVENT_FINDINGS);
      writeFindings(out, findings);
    }
  }

  private static PlateEvent readEvent(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case EVENT_HANDED ->
          new PlateEvent.Handed(
              in.readLong(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
      case EVENT_END -> new PlateEvent.PrintEnd(in.readLong());
      case EVENT_FINDINGS -> readFindings(in);
      default ->
          throw new CoderException(String.format(Locale.ROOT, "kind (%d) must be in [0, 2]", kind));
    };
  }

  private static void writeFindings(DataOutput out, TileFindings value) throws IOException {
    TILE_HEADER.write(out, value.header());
    out.writeInt(value.height());
    out.writeInt(value.width());
    out.writeBoolean(value.isComplete());
    Wire.writeBytes(out, CompactPoints.ofOutliers(value));
    Wire.writeBytes(out, CompactPoints.ofSaturated(value));
    Wire.writeBytes(out, value.kinds());
    if (value.isComplete()) {
      Wire.writeBytes(out, CompactRing.of(value));
    }
    writeSketch(out, value.sketch());
  }

  private static TileFindings readFindings(DataInput in) throws IOException {
    TileHeader header = TILE_HEADER.read(in);
    int height = in.readInt();
    int width = in.readInt();
    boolean isComplete = in.readBoolean();
    int[] outliers = CompactPoints.readOutliers(height, Wire.readBytes(in));
    int[] saturated = CompactPoints.readSaturated(width, Wire.readBytes(in));
    byte[] kinds = Wire.readBytes(in);
    int[] ring =
        isComplete ? CompactRing.read(height, width, kinds, Wire.readBytes(in)) : new int[0];
    return new TileFindings(
        header, height, width, isComplete, outliers, saturated, kinds, ring, readSketch(in));
  }

  private static void writeSketch(DataOutput out, TileSketch value) throws IOException {
    out.writeBoolean(value.isVoid());
    out.writeBoolean(value.isRepeated());
    out.writeInt(value.solid());
    out.writeInt(value.saturated());
    out.writeLong(value.sum());
    Wire.writeInts(out, value.rows());
    Wire.writeInts(out, value.columns());
  }

  private static TileSketch readSketch(DataInput in) throws IOException {
    return new TileSketch(
        in.readBoolean(),
        in.readBoolean(),
        in.readInt(),
        in.readInt(),
        in.readLong(),
        Wire.readInts(in),
        Wire.readInts(in));
  }

  private static void writeReport(DataOutput out, PlateReport value) throws IOException {
    if (value instanceof LayerReport layer) {
      out.writeByte(REPORT_LAYER);
      Wire.writeString(out, layer.printId());
      out.writeInt(layer.layer());
      out.writeBoolean(layer.isProven());
      out.writeInt(layer.present());
      out.writeLong(layer.observed());
      out.writeLong(layer.saturated());
      out.writeLong(layer.hot());
      out.writeLong(layer.cold());
      out.writeInt(layer.regions());
      writeList(out, layer.alerts(), PlateCoders::writeAlert);
      writeList(out, layer.changed(), PlateCoders::writeDefect);
      writeList(out, layer.absorbed(), PlateCoders::writeDefect);
      writeList(out, layer.points(), PlateCoders::writeRegions);
      writeList(out, layer.disturbed(), PlateCoders::writeDisturbed);
    } else if (value instanceof PrintTracked tracked) {
      out.writeByte(REPORT_TRACKED);
      MessageCoders.RUN_EVENT.write(out, tracked.event());
    }
  }

  private static PlateReport readReport(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case REPORT_LAYER ->
          new LayerReport(
              Wire.readString(in),
              in.readInt(),
              in.readBoolean(),
              in.readInt(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readInt(),
              readList(in, PlateCoders::readAlert),
              readList(in, PlateCoders::readDefect),
              readList(in, PlateCoders::readDefect),
              readList(in, PlateCoders::readRegions),
              readList(in, PlateCoders::readDisturbed));
      case REPORT_TRACKED -> new PrintTracked((RunEvent.Tracked) MessageCoders.RUN_EVENT.read(in));
      default ->
          throw new CoderException(String.format(Locale.ROOT, "kind (%d) must be in [0, 1]", kind));
    };
  }

  private static void writeAlert(DataOutput out, Alert value) throws IOException {
    out.writeByte(code(value.level()));
    writeId(out, value.id());
    out.writeByte(code(value.family()));
    out.writeInt(value.height());
    out.writeLong(value.points());
  }

  private static Alert readAlert(DataInput in) throws IOException {
    return new Alert(readLevel(in), readId(in), readFamily(in), in.readInt(), in.readLong());
  }

  private static void writeDisturbed(DataOutput out, Disturbed value) throws IOException {
    out.writeByte(code(value.disturbance()));
    out.writeInt(value.tiles());
    Wire.writeString(out, value.detail());
    out.writeBoolean(value.begins());
  }

  private static Disturbed readDisturbed(DataInput in) throws IOException {
    return new Disturbed(readDisturbance(in), in.readInt(), Wire.readString(in), in.readBoolean());
  }

  private static void writeDefect(DataOutput out, Defect value) throws IOException {
    writeId(out, value.id());
    out.writeByte(code(value.family()));
    Wire.writeInts(out, value.layers().bounds());
    out.writeLong(value.regions());
    out.writeLong(value.points());
    out.writeLong(value.saturated());
    out.writeLong(value.edge());
    Wire.writeNullable(out, value.peak(), PlateCoders::writePeak);
    out.writeInt(value.box().minX());
    out.writeInt(value.box().minY());
    out.writeInt(value.box().maxX());
    out.writeInt(value.box().maxY());
    out.writeLong(value.sumLayer());
    out.writeLong(value.sumX());
    out.writeLong(value.sumY());
    Wire.writeNullable(out, value.level(), (to, level) -> to.writeByte(code(level)));
    writeList(out, value.absorbed(), PlateCoders::writeId);
  }

  private static Defect readDefect(DataInput in) throws IOException {
    return new Defect(
        readId(in),
        readFamily(in),
        new LayerSet(Wire.readInts(in)),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Wire.readNullable(in, from -> new Peak(from.readInt(), readId(from))),
        new Box(in.readInt(), in.readInt(), in.readInt(), in.readInt()),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Wire.readNullable(in, PlateCoders::readLevel),
        readList(in, PlateCoders::readId));
  }

  private static void writePeak(DataOutput out, Peak value) throws IOException {
    out.writeInt(value.numerator());
    writeId(out, value.at());
  }

  private static void writeId(DataOutput out, DefectId value) throws IOException {
    out.writeInt(value.layer());
    out.writeInt(value.x());
    out.writeInt(value.y());
  }

  private static DefectId readId(DataInput in) throws IOException {
    return new DefectId(in.readInt(), in.readInt(), in.readInt());
  }

  private static void writeRegions(DataOutput out, LayerRegions value) throws IOException {
    out.writeInt(value.layer());
    out.writeByte(code(value.family()));
    Wire.writeInts(out, value.x());
    Wire.writeInts(out, value.y());
    Wire.writeInts(out, value.region());
    writeList(out, value.owners(), PlateCoders::writeId);
  }

  private static LayerRegions readRegions(DataInput in) throws IOException {
    return new LayerRegions(
        in.readInt(),
        readFamily(in),
        Wire.readInts(in),
        Wire.readInts(in),
        Wire.readInts(in),
        readList(in, PlateCoders::readId));
  }

  /** A byte for each; they stay what they are when there are more. */
  private static int code(Level level) {
    return switch (level) {
      case MINOR -> 0;
      case MAJOR -> 1;
      case STOP -> 2;
    };
  }

  private static Level readLevel(DataInput in) throws IOException {
    return one(Level.values(), in.readUnsignedByte(), "level");
  }

  private static int code(Disturbance disturbance) {
    return switch (disturbance) {
      case MISSING -> 0;
      case VOID -> 1;
      case REPEATED -> 2;
      case SHIFTED -> 3;
      case SCALED -> 4;
    };
  }

  private static Disturbance readDisturbance(DataInput in) throws IOException {
    return one(Disturbance.values(), in.readUnsignedByte(), "disturbance");
  }

  private static int code(Family family) {
    return switch (family) {
      case COLD -> 0;
      case HOT -> 1;
    };
  }

  private static Family readFamily(DataInput in) throws IOException {
    return one(Family.values(), in.readUnsignedByte(), "family");
  }

  private static <T> T one(T[] all, int code, String name) throws CoderException {
    if (code >= all.length) {
      throw new CoderException(
          String.format(Locale.ROOT, "%s (%d) must be below %d", name, code, all.length));
    }
    return all[code];
  }

  private static void writeLongs(DataOutput out, long[] values) throws IOException {
    out.writeInt(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  private static long[] readLongs(DataInput in) throws IOException {
    long[] values = new long[Wire.readLength(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
    return values;
  }

  private static <T> void writeList(DataOutput out, List<T> values, Wire.Writer<T> writer)
      throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(out, value);
    }
  }

  private static <T> List<T> readList(DataInput in, Wire.Reader<T> reader) throws IOException {
    int size = Wire.readLength(in);
    List<T> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(reader.read(in));
    }
    return values;
  }
}
