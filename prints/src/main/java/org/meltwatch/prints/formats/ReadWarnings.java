package org.meltwatch.prints.formats;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** What a reader says of a damaged file that it reads all the same. */
final class ReadWarnings implements IIOReadWarningListener {

  private final StringBuilder said = new StringBuilder();

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    said.append(said.isEmpty() ? "" : "; ").append(warning);
  }

  void requireNone() throws UnreadableFileException {
    if (!said.isEmpty()) {
      throw new UnreadableFileException("it is damaged or not whole: " + said);
    }
  }
}
