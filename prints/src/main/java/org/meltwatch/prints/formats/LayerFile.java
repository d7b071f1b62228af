package org.meltwatch.prints.formats;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An image file that is open: TIFF and BigTIFF by TwelveMonkeys' readers, all else by the JDK's.
 * Readers read on after damage and merely warn: a warning is a refusal here.
 */
public abstract sealed class LayerFile implements Closeable {

  /** An image may not have more points: it would not fit into an array. */
  private static final long MOST_POINTS = 1L << 28;

  /** No compression of grey values gives more points a byte, but for small images. */
  private static final long MOST_POINTS_A_BYTE = 4096;

  private static final long SMALL_POINTS = 1 << 20;

  private LayerFile() {}

  /**
   * Opens a file.
   *
   * @throws UnreadableFileException if it is no image of a known format
   */
  public static LayerFile open(Path file) throws IOException {
    return open(new FileImageInputStream(file.toFile()));
  }

  /** Opens what a stream gives, and owns it. */
  static LayerFile open(ImageInputStream input) throws IOException {
    boolean opened = false;
    try {
      LayerFile file = TiffKind.of(input).isTiff() ? new Tiff(input) : new Plain(input);
      opened = true;
      return file;
    } catch (UnreadableFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw malformed(e);
    } finally {
      if (!opened) {
        input.close();
      }
    }
  }

  /** How many of its pages are layers. */
  public abstract int layers();

  abstract Page page(int layer) throws IOException;

  /**
   * A layer as a page of values.
   *
   * @param layer its place among the layers of this file
   * @throws UnreadableFileException if it is damaged
   */
  final Page read(int layer) throws IOException {
    try {
      return page(layer);
    } catch (UnreadableFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw malformed(e);
    }
  }

  private static UnreadableFileException malformed(Exception cause) {
    return new UnreadableFileException("it is damaged or not whole: " + cause, cause);
  }

  /** Refuses images that do not fit into an array, or cannot be in a file of so many bytes. */
  static void requireSize(long height, long width, long bytes) throws UnreadableFileException {
    long most =
        Math.min(MOST_POINTS, bytes < 0 ? 0 : Math.max(SMALL_POINTS, MOST_POINTS_A_BYTE * bytes));
    if (height < 1 || width < 1 || height > most || width > most || height * width > most) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT,
              "it is %d x %d points, which must be at least 1 and in a file of %d bytes at most %d",
              height,
              width,
              bytes,
              most));
    }
  }

  /** PNG, JPEG, BMP: one image. */
  private static final class Plain extends LayerFile {

    private final ImageInputStream input;
    private final ImageReader reader;
    private final ReadWarnings warnings = new ReadWarnings();

    Plain(ImageInputStream input) throws IOException {
      this.input = input;
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new UnreadableFileException("it is no TIFF, PNG, JPEG or BMP");
      }
      this.reader = readers.next();
      reader.addIIOReadWarningListener(warnings);
      reader.setInput(input);
    }

    @Override
    public int layers() {
      return 1;
    }

    @Override
    Page page(int layer) throws IOException {
      requireSize(reader.getHeight(0), reader.getWidth(0), input.length());
      BufferedImage image = reader.read(0);
      warnings.requireNone();
      Raster raster = image.getRaster();
      ColorModel colours = image.getColorModel();
      int bits = raster.getSampleModel().getSampleSize(0);
      int alpha = colours.hasAlpha() && raster.getNumBands() > 1 ? raster.getNumBands() - 1 : -1;
      return new Page(
          raster,
          new SampleType(SampleType.Kind.UNSIGNED, bits),
          colours instanceof IndexColorModel map ? colours(map) : null,
          alpha,
          false);
    }

    @Override
    public void close() throws IOException {
      reader.dispose();
      input.close();
    }
  }

  /** All pages that are layers, see {@link TiffPages}. */
  private static final class Tiff extends LayerFile {

    private final ImageInputStream input;
    private final TiffPages pages;

    Tiff(ImageInputStream input) throws IOException {
      this.input = input;
      this.pages = TiffPages.of(input);
    }

    @Override
    public int layers() {
      return pages.layers();
    }

    @Override
    Page page(int layer) throws IOException {
      return pages.read(layer);
    }

    @Override
    public void close() throws IOException {
      pages.close();
      input.close();
    }
  }

  static int @Nullable [][] colours(IndexColorModel map) {
    int[][] colours = new int[map.getMapSize()][];
    for (int index = 0; index < colours.length; index++) {
      colours[index] = new int[] {map.getRed(index), map.getGreen(index), map.getBlue(index)};
    }
    return colours;
  }
}
