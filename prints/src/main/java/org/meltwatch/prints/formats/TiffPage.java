package org.meltwatch.prints.formats;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import java.awt.Point;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferFloat;
import java.awt.image.DataBufferUShort;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** What a TIFF's directory says of its image, so far as it decides what the values mean. */
final class TiffPage {

  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int SUBFILE_TYPE = 255;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int DESCRIPTION = 270;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES = 277;
  private static final int STRIP_BYTES = 279;
  private static final int PREDICTOR = 317;
  private static final int COLOUR_MAP = 320;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;

  private static final int REDUCED_OR_MASK = 1 | 4;
  private static final int OLD_REDUCED = 2;
  private static final int WHITE_IS_ZERO = 0;
  private static final int PALETTE = 3;
  private static final int MASK = 4;
  private static final int UNCOMPRESSED = 1;
  private static final int PACK_BITS = 32773;
  private static final int DIFFERENCES = 2;
  private static final int MOST_BITS = 32;

  /** Colours and opacity need four, and some tools add a few; a reader has memory for each. */
  private static final int MOST_SAMPLES = 16;

  private static final int MOST_STACKED = 1_000_000;

  private static final Pattern IMAGEJ =
      Pattern.compile("ImageJ=(?s:.*?)\\nimages=(\\d{1,7})\\s*\\n(?s:.*)");
  private static final Pattern TRUNCATED =
      Pattern.compile("\\{\"shape\": \\[(\\d{1,7}), \\d+, \\d+\\],.*\"truncated\": true.*\\}");

  private final Directory directory;

  TiffPage(Directory directory) {
    this.directory = directory;
  }

  /** False for a reduced copy of another page, or a mask. */
  boolean isLayer() {
    return (number(NEW_SUBFILE_TYPE, 0) & REDUCED_OR_MASK) == 0
        && number(SUBFILE_TYPE, 0) != OLD_REDUCED
        && number(PHOTOMETRIC, 1) != MASK;
  }

  long height() {
    return number(HEIGHT, 0);
  }

  long width() {
    return number(WIDTH, 0);
  }

  /** How many images its description promises behind each other; 0 if it says nothing of it. */
  int stacked() {
    String text = text(DESCRIPTION);
    for (Pattern form : new Pattern[] {IMAGEJ, TRUNCATED}) {
      Matcher matcher = form.matcher(text);
      if (matcher.matches()) {
        return Math.min(MOST_STACKED, Integer.parseInt(matcher.group(1)));
      }
    }
    return 0;
  }

  /** Refuses a file of so many images that are not all layers. */
  void requireLayers(int images) throws UnreadableFileException {
    StackOrder.of(text(DESCRIPTION), height(), width(), images).requireLayers();
  }

  /** Refuses what nobody or not everybody reads, and blocks that the file is too short for. */
  void requireReadable(long length) throws UnreadableFileException {
    long compression = number(COMPRESSION, UNCOMPRESSED);
    if (number(PREDICTOR, 1) == DIFFERENCES
        && (compression == UNCOMPRESSED || compression == PACK_BITS)) {
      throw new UnreadableFileException(
          "it has predictor 2 without a compression that goes with it, which readers disagree on");
    }
    long samples = number(SAMPLES, 1);
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT,
              "its values a point (%d) must be at least 1 and at most %d",
              samples,
              MOST_SAMPLES));
    }
    requireInside(STRIP_OFFSETS, STRIP_BYTES, length);
    requireInside(TILE_OFFSETS, TILE_BYTES, length);
    type();
  }

  private void requireInside(int offsets, int counts, long length) throws UnreadableFileException {
    long[] from = numbers(offsets);
    long[] bytes = numbers(counts);
    for (int block = 0; block < Math.min(from.length, bytes.length); block++) {
      if (from[block] < 0 || bytes[block] < 0 || from[block] > length - bytes[block]) {
        throw new UnreadableFileException(
            String.format(
                Locale.ROOT,
                "it is not whole: block %d ends at byte %d of %d",
                block,
                from[block] + bytes[block],
                length));
      }
    }
  }

  private boolean isWhiteZero() {
    return number(PHOTOMETRIC, 1) == WHITE_IS_ZERO;
  }

  private SampleType type() throws UnreadableFileException {
    int bits = (int) number(BITS, 1);
    long format = number(SAMPLE_FORMAT, 1);
    if ((format == 1 || format == 2 || format == 4) && bits > MOST_BITS) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT,
              "its values are whole numbers of %d bits, which must be at most %d: save them as"
                  + " floating point",
              bits,
              MOST_BITS));
    }
    if (format == 1 || format == 4) {
      return new SampleType(SampleType.Kind.UNSIGNED, bits);
    }
    if (format == 2) {
      return new SampleType(SampleType.Kind.SIGNED, bits);
    }
    if (format == 3) {
      return new SampleType(SampleType.Kind.FLOAT, bits);
    }
    throw new UnreadableFileException(
        String.format(
            Locale.ROOT, "its sample format (%d) must be 1, 2 or 3: real numbers", format));
  }

  Page of(Raster raster) throws UnreadableFileException {
    boolean extra = numbers(EXTRA_SAMPLES).length > 0 && raster.getNumBands() > 1;
    return new Page(
        raster, type(), colours(), extra ? raster.getNumBands() - 1 : -1, isWhiteZero());
  }

  /** An image of a stack that has but one directory. */
  Page stacked(ImageInputStream input, int layer) throws IOException {
    SampleType type = type();
    boolean plain =
        number(COMPRESSION, UNCOMPRESSED) == UNCOMPRESSED
            && number(SAMPLES, 1) == 1
            && numbers(STRIP_OFFSETS).length > 0;
    if (!plain) {
      throw new UnreadableFileException("a stack in one directory must be uncompressed and grey");
    }
    int points = (int) (height() * width());
    long bytes = (long) points * (type.bits() / 8);
    long from = numbers(STRIP_OFFSETS)[0] + layer * bytes;
    if (from + bytes > input.length()) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT, "it is not whole: image %d of the stack ends behind the file", layer));
    }
    input.seek(from);
    return new Page(raster(input, type, points), type, colours(), -1, isWhiteZero());
  }

  private Raster raster(ImageInputStream input, SampleType type, int points) throws IOException {
    int width = (int) width();
    if (type.bits() == 8 && type.kind() != SampleType.Kind.FLOAT) {
      byte[] values = new byte[points];
      input.readFully(values);
      return raster(new DataBufferByte(values, points), width);
    }
    if (type.bits() == 16 && type.kind() != SampleType.Kind.FLOAT) {
      short[] values = new short[points];
      input.readFully(values, 0, points);
      return raster(new DataBufferUShort(values, points), width);
    }
    if (type.bits() == 32 && type.kind() == SampleType.Kind.FLOAT) {
      float[] values = new float[points];
      input.readFully(values, 0, points);
      return raster(new DataBufferFloat(values, points), width);
    }
    throw new UnreadableFileException(
        "a stack in one directory must hold 8 or 16 bits or 32-bit floating point, it holds "
            + type);
  }

  private static Raster raster(DataBuffer values, int width) {
    int height = values.getSize() / width;
    return Raster.createWritableRaster(
        new PixelInterleavedSampleModel(
            values.getDataType(), width, height, 1, width, new int[] {0}),
        values,
        new Point());
  }

  private int @Nullable [][] colours() {
    if (number(PHOTOMETRIC, 1) != PALETTE) {
      return null;
    }
    long[] map = numbers(COLOUR_MAP);
    int size = map.length / 3;
    int[][] colours = new int[size][];
    for (int index = 0; index < size; index++) {
      colours[index] =
          new int[] {
            high(map[index]), high(map[size + index]), high(map[2 * size + index]),
          };
    }
    return colours;
  }

  /** Maps hold 16 bits a colour, made of 8. */
  private static int high(long value) {
    return (int) (value >> 8) & 0xff;
  }

  private long number(int tag, long fallback) {
    long[] numbers = numbers(tag);
    return numbers.length == 0 ? fallback : numbers[0];
  }

  private long[] numbers(int tag) {
    Entry entry = directory.getEntryById(tag);
    Object value = entry == null ? null : entry.getValue();
    if (value instanceof Number number) {
      return new long[] {number.longValue()};
    }
    if (value == null || !value.getClass().isArray()) {
      return new long[0];
    }
    long[] numbers = new long[Array.getLength(value)];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = Array.get(value, index) instanceof Number number ? number.longValue() : 0;
    }
    return numbers;
  }

  private String text(int tag) {
    Entry entry = directory.getEntryById(tag);
    Object value = entry == null ? null : entry.getValue();
    return value instanceof String text ? text : "";
  }
}
