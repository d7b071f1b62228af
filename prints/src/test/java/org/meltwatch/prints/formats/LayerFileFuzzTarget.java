package org.meltwatch.prints.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.meltwatch.model.Image;

/**
 * Any bytes as a layer's file: layers, or a refusal with a reason. Run by the fuzzer, which knows
 * it by name.
 */
public final class LayerFileFuzzTarget {

  private static final int MOST_LAYERS = 3;

  private LayerFileFuzzTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] file) {
    Greys greys = new Greys(Scale.parse("0..255"), ColourMap.ORDER, Channel.GREY);
    try (LayerFile opened = LayerFile.open(stream(file))) {
      for (int layer = 0; layer < Math.min(MOST_LAYERS, opened.layers()); layer++) {
        Image image = greys.read(opened, layer);
        if (image.pixels().length == 0) {
          throw new AssertionError("an image without points");
        }
      }
    } catch (UnreadableFileException expected) {
      String reason = expected.getMessage();
      if (reason == null || reason.isBlank()) {
        throw new AssertionError("a refusal must have a reason", expected);
      }
    } catch (IOException e) {
      throw new AssertionError("a refusal must be one of a file", e);
    }
  }

  /** A stream that knows its length, as that of a file does. */
  private static MemoryCacheImageInputStream stream(byte[] file) {
    InputStream bytes = new ByteArrayInputStream(file);
    return new MemoryCacheImageInputStream(bytes) {
      @Override
      public long length() {
        return file.length;
      }
    };
  }
}
