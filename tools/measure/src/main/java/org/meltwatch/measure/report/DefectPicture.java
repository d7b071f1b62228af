package org.meltwatch.measure.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.meltwatch.measure.detection.DefectPoint;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

/**
 * The defects of a print, seen from above and aside: each point a small box at its place on the
 * plate and its layer. Layers are drawn farther apart than they are.
 */
public final class DefectPicture {

  private static final int WIDTH = 1400;
  private static final int MARGIN = 60;
  private static final double COS = Math.cos(Math.PI / 6);
  private static final double SIN = 0.5;
  private static final Color INK = new Color(0x16202b);
  private static final Color FRAME = new Color(0xb9c2ca);

  private record Look(String words, Color colour) {}

  private static final Look STOP = new Look("hot, STOP", new Color(0xc0, 0x2a, 0x00));
  private static final Look MAJOR = new Look("hot, MAJOR", new Color(0xe6, 0x9f, 0x00));
  private static final Look MINOR = new Look("hot, MINOR", new Color(0xe8, 0xd4, 0x4d));
  private static final Look COLD = new Look("cold, with a level", new Color(0x00, 0x72, 0xb2));
  private static final Look NONE =
      new Look("without a level: at edges, or low", new Color(0x78, 0x84, 0x90, 0x28));

  private final int rows;
  private final int columns;
  private final int layers;
  private final double scale;
  private final double step;
  private final double left;
  private final double top;

  /**
   * A picture of a print.
   *
   * @param rows of its plate, in points
   * @param columns of its plate, in points
   * @param layers how many it has
   */
  public DefectPicture(int rows, int columns, int layers) {
    this.rows = rows;
    this.columns = columns;
    this.layers = layers;
    this.scale = (WIDTH - 2.0 * MARGIN) / ((rows + columns) * COS);
    this.step = 0.55 * (rows + columns) / 2 * scale / layers;
    this.left = MARGIN + rows * COS * scale;
    this.top = 2 * MARGIN + layers * step;
  }

  private double acrossOf(double x, double y) {
    return left + (y - x) * COS * scale;
  }

  private double downOf(double x, double y, double layer) {
    return top + (x + y) * SIN * scale - layer * step;
  }

  /**
   * Draws it.
   *
   * @param title what is shown
   */
  public void write(Path file, String title, List<DefectPoint> points) throws IOException {
    int height = (int) Math.ceil(downOf(rows, columns, 0)) + MARGIN;
    BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, height);
    drawFrame(graphics, true);
    drawPoints(graphics, points);
    drawFrame(graphics, false);
    drawWords(graphics, title);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  /** From the far lower corner to the near upper one; those without a level first. */
  private void drawPoints(Graphics2D graphics, List<DefectPoint> points) {
    List<DefectPoint> ordered = new ArrayList<>(points);
    ordered.sort(
        Comparator.<DefectPoint>comparingInt(point -> point.level() == null ? 0 : 1)
            .thenComparingInt(DefectPoint::layer)
            .thenComparingInt(point -> point.x() + point.y()));
    for (DefectPoint point : ordered) {
      Color colour = look(point.family(), point.level()).colour();
      box(graphics, point, colour);
    }
  }

  private static Look look(Family family, @Nullable Level level) {
    if (level == null) {
      return NONE;
    }
    if (family == Family.COLD) {
      return COLD;
    }
    return switch (level) {
      case STOP -> STOP;
      case MAJOR -> MAJOR;
      case MINOR -> MINOR;
    };
  }

  /** The top and the two sides of a box that can be seen. */
  private void box(Graphics2D graphics, DefectPoint point, Color colour) {
    double x = point.x();
    double y = point.y();
    double z = point.layer();
    if (colour.getAlpha() == 255) {
      face(graphics, colour.darker(), x + 1, y, z, x + 1, y + 1, z, z + 1);
      face(graphics, colour.darker().darker(), x, y + 1, z, x + 1, y + 1, z, z + 1);
    }
    Path2D.Double roof = new Path2D.Double();
    roof.moveTo(acrossOf(x, y), downOf(x, y, z + 1));
    roof.lineTo(acrossOf(x, y + 1), downOf(x, y + 1, z + 1));
    roof.lineTo(acrossOf(x + 1, y + 1), downOf(x + 1, y + 1, z + 1));
    roof.lineTo(acrossOf(x + 1, y), downOf(x + 1, y, z + 1));
    roof.closePath();
    graphics.setColor(colour);
    graphics.fill(roof);
  }

  private void face(
      Graphics2D graphics,
      Color colour,
      double x,
      double y,
      double z,
      double otherX,
      double otherY,
      double otherZ,
      double up) {
    Path2D.Double side = new Path2D.Double();
    side.moveTo(acrossOf(x, y), downOf(x, y, z));
    side.lineTo(acrossOf(otherX, otherY), downOf(otherX, otherY, otherZ));
    side.lineTo(acrossOf(otherX, otherY), downOf(otherX, otherY, up));
    side.lineTo(acrossOf(x, y), downOf(x, y, up));
    side.closePath();
    graphics.setColor(colour);
    graphics.fill(side);
  }

  /** The edges of the print's volume: those behind the points, or those before them. */
  private void drawFrame(Graphics2D graphics, boolean behind) {
    graphics.setColor(FRAME);
    graphics.setStroke(new BasicStroke(1.5f));
    double[][] corners = {{0, 0}, {0, columns}, {rows, columns}, {rows, 0}};
    for (int i = 0; i < corners.length; i++) {
      double[] one = corners[i];
      double[] other = corners[(i + 1) % corners.length];
      boolean isFar = i == 0 || i == corners.length - 1;
      if (isFar == behind) {
        line(graphics, one, layers, other, layers);
        line(graphics, one, 0, other, 0);
      }
      if ((i != 2) == behind) {
        line(graphics, one, 0, one, layers);
      }
    }
  }

  private void line(Graphics2D graphics, double[] one, double z, double[] other, double otherZ) {
    graphics.draw(
        new Line2D.Double(
            acrossOf(one[0], one[1]),
            downOf(one[0], one[1], z),
            acrossOf(other[0], other[1]),
            downOf(other[0], other[1], otherZ)));
  }

  private void drawWords(Graphics2D graphics, String title) {
    graphics.setColor(INK);
    graphics.setFont(new Font("SansSerif", Font.BOLD, 24));
    graphics.drawString(title, MARGIN, MARGIN);
    graphics.setFont(new Font("SansSerif", Font.PLAIN, 18));
    int line = MARGIN + 40;
    for (Look look : List.of(STOP, MAJOR, MINOR, COLD, NONE)) {
      Color colour = look.colour();
      graphics.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue()));
      graphics.fillRect(MARGIN, line - 14, 16, 16);
      graphics.setColor(INK);
      graphics.drawString(look.words(), MARGIN + 26, line);
      line += 26;
    }
    graphics.setColor(INK);
    graphics.drawString(
        "rows",
        (float) acrossOf(rows * 0.62, columns) - 10,
        (float) downOf(rows * 0.5, columns, 0) + 40);
    graphics.drawString(
        "columns",
        (float) acrossOf(rows, columns * 0.4) - 60,
        (float) downOf(rows, columns * 0.5, 0) + 30);
  }
}
