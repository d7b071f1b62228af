package org.meltwatch.prints.formats;

import java.awt.image.DataBuffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes 16-bit grey images of a print's layers, all by the same rule; what the rule does not cover
 * is refused with the option that would. Safe for use by many threads.
 */
public final class Greys {

  private static final Logger LOG = LoggerFactory.getLogger(Greys.class);
  private static final int MOST_VALUE = 65535;
  private static final int BYTE_FACTOR = 257;

  private final Scale scale;
  private final @Nullable ColourMap map;
  private final @Nullable Channel channel;
  private final AtomicReference<int @Nullable [][]> firstColours = new AtomicReference<>();
  private final AtomicReference<@Nullable SampleType> firstType = new AtomicReference<>();
  private final AtomicBoolean toldOfNoNumbers = new AtomicBoolean();
  private final AtomicBoolean toldOfTypes = new AtomicBoolean();

  /**
   * A rule.
   *
   * @param map what colours mean, or null if images must be grey
   * @param channel the channel that is taken, or null if all must be equal
   */
  public Greys(Scale scale, @Nullable ColourMap map, @Nullable Channel channel) {
    this.scale = scale;
    this.map = map;
    this.channel = channel;
  }

  /** What needs no options. */
  public static Greys plain() {
    return new Greys(Scale.AUTO, null, null);
  }

  /**
   * A layer of a file.
   *
   * @throws UnreadableFileException if the file is damaged, or this rule does not cover it
   */
  public Image read(LayerFile file, int layer) throws IOException {
    Page page = file.read(layer);
    try {
      return page.colours() == null ? ofValues(page) : ofPlaces(page, page.colours());
    } catch (RuntimeException e) {
      throw new UnreadableFileException("it is damaged: " + e, e);
    }
  }

  private Image ofPlaces(Page page, int[][] colours) throws IOException {
    int[] meanings = new int[colours.length];
    for (int place = 0; place < colours.length; place++) {
      meanings[place] = meaning(page, colours, place);
    }
    if (map != null && map.isOrder()) {
      requireSameColours(colours);
    }
    short[] pixels = new short[page.height() * page.width()];
    double[] row = new double[page.width()];
    for (int x = 0; x < page.height(); x++) {
      page.row(x, 0, row);
      for (int y = 0; y < row.length; y++) {
        int value = row[y] < meanings.length ? meanings[(int) row[y]] : -1;
        if (value < 0) {
          throw new UnreadableFileException(
              String.format(
                  Locale.ROOT,
                  "point (%d, %d) has a colour that is not in --colourMap=%s",
                  x,
                  y,
                  map));
        }
        pixels[x * row.length + y] = (short) value;
      }
    }
    return new Image(page.height(), page.width(), pixels);
  }

  /** What a place in a map of colours means; -1 if nothing. */
  private int meaning(Page page, int[][] colours, int place) throws UnreadableFileException {
    int[] colour = colours[place];
    if (map != null) {
      Integer value =
          map.isOrder()
              ? Integer.valueOf(ColourMap.valueOfPlace(place, page.type().bits()))
              : map.value(colour);
      return value == null ? -1 : value;
    }
    if (colour[0] != colour[1] || colour[1] != colour[2]) {
      throw new UnreadableFileException(
          "it has a map of colours that are no greys: --colourMap=order takes the map's own order,"
              + " --colourMap=FILE names colours from cold to hot");
    }
    return scale.isAuto() ? colour[0] * BYTE_FACTOR : scaled(colour[0]);
  }

  private void requireSameColours(int[][] colours) throws UnreadableFileException {
    int[][] first = firstColours.compareAndExchange(null, colours);
    if (first != null && !Arrays.deepEquals(first, colours)) {
      throw new UnreadableFileException(
          "its map of colours is another than the first layer's, so that --colourMap=order would"
              + " mean different values: --colourMap=FILE names colours from cold to hot");
    }
  }

  private Image ofValues(Page page) throws IOException {
    if (page.bands() >= 3 && map != null && !map.isOrder()) {
      return ofColours(page, map);
    }
    requireOneGrey(page);
    SampleType type = page.type();
    SampleType first = firstType.compareAndExchange(null, type);
    if (!scale.isAuto() && first != null && !first.equals(type)) {
      throw new UnreadableFileException(
          "its values are %s, the first layer's %s: one --scale cannot be meant for both"
              .formatted(type, first));
    }
    if (scale.isAuto() && first != null && !first.equals(type)) {
      tellOfTypes(first, type);
    }
    if (scale.isAuto() && !type.hasOwnScale()) {
      throw new UnreadableFileException(unscaled(page));
    }
    if (scale.isAuto() && page.whiteIsZero()) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT,
              "it calls its lowest value white: --scale=0..%d keeps the values as they are,"
                  + " --scale=%d..0 makes the lowest the hottest",
              (1 << type.bits()) - 1,
              (1 << type.bits()) - 1));
    }
    int band = channel == null ? 0 : Math.min(channel.band(), page.bands() - 1);
    short[] pixels = new short[page.height() * page.width()];
    if (scale.isAuto()
        && page.raster().getNumBands() == 1
        && page.raster().getTransferType() == DataBuffer.TYPE_USHORT
        && type.bits() == 16) {
      page.raster().getDataElements(0, 0, page.width(), page.height(), pixels);
      return new Image(page.height(), page.width(), pixels);
    }
    double[] row = new double[page.width()];
    for (int x = 0; x < page.height(); x++) {
      page.row(x, band, row);
      for (int y = 0; y < row.length; y++) {
        pixels[x * row.length + y] = (short) grey(row[y], type);
      }
    }
    return new Image(page.height(), page.width(), pixels);
  }

  private void tellOfTypes(SampleType first, SampleType type) {
    if (toldOfTypes.compareAndSet(false, true)) {
      LOG.warn(
          "some layers have values of {}, others of {}: 8 bits are multiplied by 257, 16 are as"
              + " they are",
          first,
          type);
    }
  }

  private int grey(double value, SampleType type) {
    if (scale.isAuto()) {
      return type.bits() == 8 ? ((int) value) * BYTE_FACTOR : (int) value;
    }
    if (Double.isNaN(value) && toldOfNoNumbers.compareAndSet(false, true)) {
      LOG.warn("some points are no numbers (NaN): they are taken as 0, which is void");
    }
    return scaled(value);
  }

  private int scaled(double value) {
    Double from = scale.from();
    Double to = scale.to();
    return from == null || to == null ? (int) value : Scale.scaled(value, from, to);
  }

  /** Colours whose meaning is known. */
  private static Image ofColours(Page page, ColourMap map) throws UnreadableFileException {
    short[] pixels = new short[page.height() * page.width()];
    int[] colour = new int[page.raster().getNumBands()];
    int factor = page.type().bits() > 8 ? BYTE_FACTOR : 1;
    for (int x = 0; x < page.height(); x++) {
      for (int y = 0; y < page.width(); y++) {
        page.raster().getPixel(y, x, colour);
        for (int band = 0; band < 3; band++) {
          colour[band] /= factor;
        }
        Integer value = map.value(colour);
        if (value == null) {
          throw new UnreadableFileException(
              String.format(
                  Locale.ROOT,
                  "point (%d, %d) is of colour %d, %d, %d, which is not in --colourMap=%s",
                  x,
                  y,
                  colour[0],
                  colour[1],
                  colour[2],
                  map));
        }
        pixels[x * page.width() + y] = value.shortValue();
      }
    }
    return new Image(page.height(), page.width(), pixels);
  }

  /** All colours of a point are equal and opaque, or the option says which channel counts. */
  private void requireOneGrey(Page page) throws UnreadableFileException {
    if (channel != null || (page.bands() == 1 && page.alpha() < 0)) {
      return;
    }
    if (page.bands() == 2) {
      throw new UnreadableFileException(
          "it has two channels: --channel=grey takes the first and leaves the other alone");
    }
    double[] first = new double[page.width()];
    double[] other = new double[page.width()];
    double opaque = Math.scalb(1.0, page.type().bits()) - 1;
    for (int x = 0; x < page.height(); x++) {
      page.row(x, 0, first);
      for (int band = 1; band < page.bands(); band++) {
        requireEqual(first, page.row(x, band, other), x);
      }
      if (page.alpha() >= 0) {
        requireOpaque(page.row(x, page.alpha(), other), opaque, x);
      }
    }
  }

  private static void requireEqual(double[] first, double[] other, int x)
      throws UnreadableFileException {
    int y = Arrays.mismatch(first, other);
    if (y >= 0) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT,
              "it has colours, point (%d, %d) has %.0f in one channel and %.0f in another:"
                  + " --channel=red, green or blue takes one of them, --colourMap=FILE says what"
                  + " colours mean",
              x,
              y,
              first[y],
              other[y]));
    }
  }

  private static void requireOpaque(double[] alpha, double opaque, int x)
      throws UnreadableFileException {
    for (int y = 0; y < alpha.length; y++) {
      if (alpha[y] != opaque) {
        throw new UnreadableFileException(
            String.format(
                Locale.ROOT,
                "point (%d, %d) is not opaque: --channel=grey takes greys and leaves that alone",
                x,
                y));
      }
    }
  }

  /** Says what the values are, with what this image has of them. */
  private static String unscaled(Page page) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double[] row = new double[page.width()];
    for (int x = 0; x < page.height(); x++) {
      for (double value : page.row(x, 0, row)) {
        least = Math.min(least, Double.isNaN(value) ? least : value);
        most = Math.max(most, Double.isNaN(value) ? most : value);
      }
    }
    return String.format(
        Locale.ROOT,
        "its values are %s, here from %s to %s, and need a scale that holds for all layers:"
            + " --scale=FROM..TO, such as --scale=%s",
        page.type(),
        shortened(least),
        shortened(most),
        page.type().kind() == SampleType.Kind.FLOAT && most > 1.5
            ? "0.." + MOST_VALUE
            : page.type().likelyScale());
  }

  private static String shortened(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
