package org.meltwatch.prints.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.sheet.PrintFile;

/**
 * The images in a folder by their paths within it, with slashes, and how many other files there
 * are. What begins with a dot, or ends as no known image does, is no image.
 */
final class FolderFiles {

  private static final Set<String> SUFFIXES =
      Set.of("tif", "tiff", "btf", "tf8", "png", "jpg", "jpeg", "bmp");

  private final Path folder;
  private final TreeMap<String, Path> images = new TreeMap<>();
  private int others;
  private boolean subFolders;

  private FolderFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Lists a folder.
   *
   * @throws FolderAwayException if it is none, or cannot be listed
   */
  static FolderFiles list(Path folder, boolean recursive) {
    FolderFiles files = new FolderFiles(folder);
    if (!Files.isDirectory(folder)) {
      throw new FolderAwayException("stack (%s) must be a folder".formatted(folder));
    }
    try (Stream<Path> entries =
        recursive ? Files.walk(folder, FileVisitOption.FOLLOW_LINKS) : Files.list(folder)) {
      entries.filter(entry -> !entry.equals(folder)).forEach(files::add);
      return files;
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new FolderAwayException("stack (%s) must be a folder".formatted(folder), e);
    } catch (IOException | UncheckedIOException e) {
      throw new FolderAwayException("folder %s cannot be listed: %s".formatted(folder, e), e);
    }
  }

  private void add(Path entry) {
    if (Files.isDirectory(entry)) {
      subFolders = true;
    } else if (isImage(entry)) {
      images.put(folder.relativize(entry).toString().replace('\\', '/'), entry);
    } else if (!entry.endsWith(PrintFile.NAME)) {
      others++;
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && name.contains(".") && SUFFIXES.contains(suffix);
  }

  Map<String, Path> images() {
    return images;
  }

  /** How many files are no images. */
  int others() {
    return others;
  }

  /** Refuses a folder without images. */
  void requireImages() {
    if (images.isEmpty()) {
      throw new UnusablePrintException(
          "folder %s holds no images (*.tif, *.tiff, *.png, *.jpg, *.bmp), but %s other files%s"
              .formatted(
                  folder,
                  others,
                  subFolders ? " and sub-folders: --recursive looks into them" : ""));
    }
  }
}
