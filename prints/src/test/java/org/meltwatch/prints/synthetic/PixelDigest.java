package org.meltwatch.prints.synthetic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.meltwatch.model.Image;

/** The sha256 of an image's pixels, row by row, little-endian. */
public final class PixelDigest {

  private PixelDigest() {}

  public static String of(Image image) throws NoSuchAlgorithmException {
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * image.pixels().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(image.pixels());
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
