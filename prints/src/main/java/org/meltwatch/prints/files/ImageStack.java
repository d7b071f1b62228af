package org.meltwatch.prints.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.UnusablePrintException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of layer images, cut into tiles. All files are of one size; none is kept in memory. */
public final class ImageStack implements Print {

  private static final Logger LOG = LoggerFactory.getLogger(ImageStack.class);

  private final String id;
  private final List<Path> files;
  private final Grid grid;
  private final int height;
  private final int width;

  private ImageStack(String id, List<Path> files, Grid grid, Image first) {
    this.id = id;
    this.files = List.copyOf(files);
    this.grid = grid;
    this.height = first.height();
    this.width = first.width();
  }

  /**
   * Opens a folder: every {@code *.tif}, {@code *.tiff} and {@code *.png} in the order of their
   * names is a layer. Rows and columns that do not fill a tile are left out, with a warning.
   *
   * @param id the print's name, or null for the folder's
   * @throws UnusablePrintException if there is no image, the first cannot be read, or it has fewer
   *     points than the grid tiles
   */
  public static ImageStack open(Path folder, Grid grid, @Nullable String id) {
    List<Path> files = layerFiles(folder);
    if (files.isEmpty()) {
      throw new UnusablePrintException(
          "folder %s holds no *.tif, *.tiff or *.png".formatted(folder));
    }
    Image first = GreyscaleFile.read(files.get(0));
    if (grid.rows() > first.height() || grid.columns() > first.width()) {
      throw new UnusablePrintException(
          String.format(
              Locale.ROOT,
              "grid (%s) must not be finer than the images, %s is %d x %d points",
              grid,
              files.get(0),
              first.height(),
              first.width()));
    }
    int restRows = first.height() % grid.rows();
    int restColumns = first.width() % grid.columns();
    if (restRows + restColumns > 0) {
      LOG.warn(
          "{} x {} points do not divide into {} tiles: the last {} rows and {} columns are left out",
          first.height(),
          first.width(),
          grid,
          restRows,
          restColumns);
    }
    String name = id == null ? folder.toAbsolutePath().normalize().getFileName().toString() : id;
    return new ImageStack(name, files, grid, first);
  }

  private static List<Path> layerFiles(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ImageStack::isImage).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new UnusablePrintException("stack (%s) must be a folder".formatted(folder), e);
    } catch (IOException e) {
      throw new UnusablePrintException("folder %s cannot be listed: %s".formatted(folder, e), e);
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".tif") || name.endsWith(".tiff") || name.endsWith(".png");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int layers() {
    return files.size();
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public List<Image> tiles(int layer) {
    Path file = files.get(layer);
    Image image = GreyscaleFile.read(file);
    if (image.height() != height || image.width() != width) {
      throw new UnusablePrintException(
          String.format(
              Locale.ROOT,
              "all layers must be of one size: %s is %d x %d points, %s is %d x %d",
              file,
              image.height(),
              image.width(),
              files.get(0),
              height,
              width));
    }
    return IntStream.range(0, grid.tiles()).mapToObj(tileId -> cut(image, tileId)).toList();
  }

  private Image cut(Image image, int tileId) {
    int tileHeight = height / grid.rows();
    int tileWidth = width / grid.columns();
    int rowFrom = tileId / grid.columns() * tileHeight;
    int columnFrom = tileId % grid.columns() * tileWidth;
    short[] pixels = new short[tileHeight * tileWidth];
    for (int row = 0; row < tileHeight; row++) {
      System.arraycopy(
          image.pixels(), (rowFrom + row) * width + columnFrom, pixels, row * tileWidth, tileWidth);
    }
    return new Image(tileHeight, tileWidth, pixels);
  }
}
