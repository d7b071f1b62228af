package org.meltwatch.kernel.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.meltwatch.model.Image;

/**
 * Images in compressions that {@link TiffDecoder} leaves to TwelveMonkeys' reader.
 *
 * <p>The reader is taken by its class, not found through ImageIO: its registry depends on the class
 * loader that asked first, and may prefer the JDK's own plugin, which fails on 16-bit differences.
 */
final class ForeignTiff {

  /*
   * The reader never sees the directory of a file from outside, only one written here from the
   * checked layout (MinimalDirectory). So it cannot be led astray by fields nobody asked for, takes
   * no more memory than the limits allow, and finds "black is zero" in every file, as it would
   * invert the values of the others. It reads on after damage and merely warns: a warning is a
   * refusal here.
   */

  private ForeignTiff() {}

  static Image decode(TiffBytes bytes, TiffLayout layout) throws UnreadableTileException {
    byte[] file = MinimalDirectory.append(bytes, layout);
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
      try {
        Warnings warnings = new Warnings();
        reader.addIIOReadWarningListener(warnings);
        reader.setInput(input);
        Raster raster = reader.readRaster(0, null);
        warnings.requireNone();
        return image(raster, layout);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT, "blocks in compression %d must be sound: %s", layout.compression, e),
          e);
    }
  }

  private static Image image(Raster raster, TiffLayout layout) throws IOException {
    boolean expected =
        raster.getHeight() == layout.height
            && raster.getWidth() == layout.width
            && raster.getNumBands() == 1
            && raster.getDataBuffer() instanceof DataBufferUShort;
    if (!expected) {
      throw new IOException("unexpected raster " + raster);
    }
    short[] pixels = new short[layout.height * layout.width];
    raster.getDataElements(0, 0, layout.width, layout.height, pixels);
    return new Image(layout.height, layout.width, pixels);
  }

  private static final class Warnings implements IIOReadWarningListener {

    private final StringBuilder said = new StringBuilder();

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      said.append(said.isEmpty() ? "" : "; ").append(warning);
    }

    void requireNone() throws IOException {
      if (!said.isEmpty()) {
        throw new IOException(said.toString());
      }
    }
  }
}
