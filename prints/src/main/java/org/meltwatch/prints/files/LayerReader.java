package org.meltwatch.prints.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.meltwatch.model.Image;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.formats.Greys;
import org.meltwatch.prints.formats.LayerFile;

/** Reads layers of a print as they will be cut: grey, scaled and cropped. For many threads. */
final class LayerReader {

  private final Greys greys;
  private final FolderSettings settings;

  LayerReader(FolderSettings settings) {
    this.settings = settings;
    this.greys = new Greys(settings.scale(), settings.colourMap(), settings.channel());
  }

  /** What is wrong with a file, in one line. */
  static UnusablePrintException unusable(Path file, IOException problem) {
    return new UnusablePrintException("%s: %s".formatted(file, reason(problem)), problem);
  }

  static String reason(IOException problem) {
    if (problem instanceof FileSystemException failed) {
      String more = failed.getReason();
      return problem instanceof NoSuchFileException
          ? "there is no such file, or it is a link to none"
          : "it cannot be read: %s"
              .formatted(more == null ? problem.getClass().getSimpleName() : more);
    }
    String message = problem.getMessage();
    return message == null ? problem.toString() : message;
  }

  /**
   * Reads a layer.
   *
   * @param pages how many layers its file must hold; 0 for any number
   * @throws IOException if that fails; it does not name the file
   */
  Image read(LayerPlace place, int pages) throws IOException {
    if (Files.size(place.file()) == 0) {
      throw new IOException("it is empty");
    }
    try (LayerFile file = LayerFile.open(place.file())) {
      if ((pages > 0 && file.layers() != pages) || place.page() >= file.layers()) {
        throw new IOException(
            String.format(
                Locale.ROOT, "it holds %d layers, other files hold %d", file.layers(), pages));
      }
      return cropped(greys.read(file, place.page()));
    }
  }

  private Image cropped(Image image) throws IOException {
    Crop crop = settings.crop();
    if (crop == null) {
      return image;
    }
    if (!crop.isInside(image)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "it is %d points wide and %d high, --crop=%s must lie within",
              image.width(),
              image.height(),
              crop));
    }
    return crop.of(image);
  }
}
