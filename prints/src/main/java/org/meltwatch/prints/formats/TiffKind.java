package org.meltwatch.prints.formats;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/** What a file's first four bytes say. */
enum TiffKind {
  NONE,
  CLASSIC,
  BIG;

  /** Looks at a stream's beginning, sets its byte order if it is a TIFF, and goes back to it. */
  static TiffKind of(ImageInputStream input) throws IOException {
    input.seek(0);
    int first = input.read();
    int second = input.read();
    if (first != second || (first != 'I' && first != 'M')) {
      input.seek(0);
      return NONE;
    }
    input.setByteOrder(first == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int magic = input.read();
    magic = first == 'I' ? magic : input.read();
    input.seek(0);
    return magic == 42 ? CLASSIC : magic == 43 ? BIG : NONE;
  }

  boolean isTiff() {
    return this != NONE;
  }
}
