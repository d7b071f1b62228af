package org.meltwatch.dashboard.views;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.kernel.tiff.TiffSalvage;
import org.meltwatch.model.Image;

/** What can be seen of a message that could not be used, as a grey PNG of 8 bits. */
public final class LetterImage {

  private static final long MOST_BYTES = 32L << 20;
  private static final int[][] MARKS = {{'I', 'I', 42, 0}, {'M', 'M', 0, 42}};

  private LetterImage() {}

  /**
   * The picture in a dead letter.
   *
   * @param dir the results directory
   * @param file the name that the run has given it
   * @throws Refusal if it was not kept, or nothing can be seen of it
   */
  public static byte[] of(Path dir, String file) throws IOException {
    // A name in a row may be anything; those that runs give are made of these.
    Path path = dir.resolve("dead-letters").resolve(file.matches("[\\w-]+\\.\\w+") ? file : "-");
    if (!Files.isRegularFile(path)) {
      throw Refusal.notFound("this message was not kept");
    }
    if (Files.size(path) > MOST_BYTES) {
      throw Refusal.tooLarge("this message is too large to be shown");
    }
    byte[] message = Files.readAllBytes(path);
    int start = start(message);
    Image image =
        start < 0
            ? null
            : TiffSalvage.of(
                Arrays.copyOfRange(message, start, message.length), ImageLimits.DEFAULT);
    if (image == null) {
      throw Refusal.notFound("nothing can be seen of this message");
    }
    return png(image);
  }

  /** Where the TIFF file in a message begins; -1 if there is none. */
  private static int start(byte[] message) {
    for (int at = 0; at + 4 <= message.length; at++) {
      for (int[] mark : MARKS) {
        if (message[at] == mark[0]
            && message[at + 1] == mark[1]
            && message[at + 2] == mark[2]
            && message[at + 3] == mark[3]) {
          return at;
        }
      }
    }
    return -1;
  }

  private static byte[] png(Image image) throws IOException {
    BufferedImage grey =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] points = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    for (int at = 0; at < points.length; at++) {
      points[at] = (byte) (image.pixels()[at] >> 8);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(grey, "png", png);
    return png.toByteArray();
  }
}
