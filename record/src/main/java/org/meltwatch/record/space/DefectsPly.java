package org.meltwatch.record.space;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.record.rows.RegionPoints;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

/**
 * The points of defects as a cloud in the Polygon File Format, binary and little-endian: 21 bytes a
 * point. A vertex is the middle of its point.
 */
final class DefectsPly {

  private static final int VERTEX_BYTES = 3 * Float.BYTES + 3 + Integer.BYTES + 2;

  private DefectsPly() {}

  static void write(
      OutputStream out, List<Grown> defects, List<List<RegionPoints>> regions, PlateScale scale)
      throws IOException {
    long vertices = 0;
    long leftOut = 0;
    for (RegionPoints region : regions.stream().flatMap(List::stream).toList()) {
      vertices += region.points() - region.leftOut();
      leftOut += region.leftOut();
    }
    out.write(header(vertices, leftOut).getBytes(US_ASCII));
    byte[] vertex = new byte[VERTEX_BYTES];
    for (int number = 0; number < defects.size(); number++) {
      for (RegionPoints region : regions.get(number)) {
        write(out, vertex, number, defects.get(number), region, scale);
      }
    }
  }

  private static String header(long vertices, long leftOut) {
    return String.format(
        Locale.ROOT,
        """
        ply
        format binary_little_endian 1.0
        comment Meltwatch: points of defects in millimetres, %d left out
        comment defect is the number in defects.json; hot is 1, cold is 0
        comment level is 0 for none, 1 MINOR, 2 MAJOR, 3 STOP
        element vertex %d
        property float x
        property float y
        property float z
        property uchar red
        property uchar green
        property uchar blue
        property int defect
        property uchar hot
        property uchar level
        end_header
        """,
        leftOut,
        vertices);
  }

  private static void write(
      OutputStream out,
      byte[] bytes,
      int number,
      Grown defect,
      RegionPoints region,
      PlateScale scale)
      throws IOException {
    boolean isHot = defect.family() == Family.HOT;
    int colour = colour(isHot, defect.level());
    int[] runs = region.runs();
    ByteBuffer vertex = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < runs.length; i += RegionPoints.FIELDS) {
      for (int y = runs[i + 1]; y < runs[i + 1] + runs[i + 2]; y++) {
        vertex.clear();
        vertex.putFloat((float) ((runs[i] + 0.5) * scale.pixelMm()));
        vertex.putFloat((float) ((y + 0.5) * scale.pixelMm()));
        vertex.putFloat((float) ((region.layer() + 0.5) * scale.layerMm()));
        vertex.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        vertex.putInt(number);
        vertex.put((byte) (isHot ? 1 : 0));
        vertex.put((byte) level(defect.level()));
        out.write(bytes);
      }
    }
  }

  /** Numbers that stay what they are when there are more levels. */
  private static int level(@Nullable Level level) {
    if (level == null) {
      return 0;
    }
    return switch (level) {
      case MINOR -> 1;
      case MAJOR -> 2;
      case STOP -> 3;
    };
  }

  /** Red, green and blue: by level, and where there is none by family. */
  private static int colour(boolean isHot, @Nullable Level level) {
    if (level == null) {
      return isHot ? 0xc8a08c : 0x8ca0c8;
    }
    return switch (level) {
      case MINOR -> 0xf0d020;
      case MAJOR -> 0xf08010;
      case STOP -> 0xe01010;
    };
  }
}
