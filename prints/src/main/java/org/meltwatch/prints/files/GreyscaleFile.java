package org.meltwatch.prints.files;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.prints.UnusablePrintException;

/** Reads 8- and 16-bit greyscale images; 8-bit values are spread over the 16 bits (times 257). */
public final class GreyscaleFile {

  private GreyscaleFile() {}

  /**
   * Reads a file.
   *
   * @throws UnusablePrintException if it is not a readable greyscale image
   */
  static Image read(Path file) {
    try {
      return decode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UnusablePrintException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads a file's bytes.
   *
   * @throws IOException if they are not a readable greyscale image
   */
  public static Image decode(byte[] file) throws IOException {
    BufferedImage image = open(file);
    if (image == null) {
      throw new IOException("not an image of a known format");
    }
    Raster raster = image.getRaster();
    int factor = factor(image.getColorModel(), raster);
    int[] samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
    short[] pixels = new short[samples.length];
    for (int index = 0; index < samples.length; index++) {
      pixels[index] = (short) (samples[index] * factor);
    }
    return new Image(raster.getHeight(), raster.getWidth(), pixels);
  }

  /** ImageIO's readers throw all sorts of unchecked exceptions at malformed files. */
  private static @Nullable BufferedImage open(byte[] file) throws IOException {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (RuntimeException e) {
      throw new IOException("malformed image: " + e, e);
    }
  }

  private static int factor(ColorModel colours, Raster raster) throws IOException {
    boolean greyscale = colours.getNumComponents() == 1 && !(colours instanceof IndexColorModel);
    int type = raster.getDataBuffer().getDataType();
    if (greyscale && type == DataBuffer.TYPE_USHORT) {
      return 1;
    }
    if (greyscale
        && type == DataBuffer.TYPE_BYTE
        && raster.getSampleModel().getSampleSize(0) == 8) {
      return 257;
    }
    throw new IOException("must be 8- or 16-bit greyscale without colours or transparency");
  }
}
