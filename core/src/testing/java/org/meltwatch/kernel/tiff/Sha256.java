package org.meltwatch.kernel.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.meltwatch.model.Image;

/** Digests as the fixtures write them. */
public final class Sha256 {

  private Sha256() {}

  /** Of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of an image's points row by row, low byte first. */
  public static String of(Image image) {
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * image.pixels().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(image.pixels());
    return of(bytes.array());
  }

  private static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
