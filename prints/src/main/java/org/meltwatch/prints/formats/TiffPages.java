package org.meltwatch.prints.formats;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.Raster;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The pages of a TIFF that are layers: not those that call themselves a reduced copy of another or
 * a mask. A stack as ImageJ and tifffile write it in one directory has its further images behind
 * the first.
 */
final class TiffPages implements Closeable {

  private final ImageInputStream input;
  private final ImageReader reader;
  private final ReadWarnings warnings = new ReadWarnings();

  /** The directories of the layers, and where they are in the file. */
  private final List<TiffPage> pages = new ArrayList<>();

  private final List<Integer> places = new ArrayList<>();

  /** How many images follow each other in the one directory; 0 if each has its own. */
  private final int stacked;

  private TiffPages(ImageInputStream input, ImageReader reader, CompoundDirectory directories)
      throws IOException {
    this.input = input;
    this.reader = reader;
    for (int place = 0; place < directories.directoryCount(); place++) {
      TiffPage page = new TiffPage(directories.getDirectory(place));
      if (page.isLayer()) {
        pages.add(page);
        places.add(place);
      }
    }
    if (directories.directoryCount() == 0) {
      throw new UnreadableFileException("it is not whole: it has no directory of its images");
    }
    if (pages.isEmpty()) {
      throw new UnreadableFileException("none of its pages is a layer");
    }
    this.stacked = directories.directoryCount() == 1 ? pages.get(0).stacked() : 0;
    pages.get(0).requireLayers(layers());
    reader.addIIOReadWarningListener(warnings);
    input.seek(0);
    reader.setInput(input);
  }

  static TiffPages of(ImageInputStream input) throws IOException {
    // Taken by their class: ImageIO's registry may prefer the JDK's, which reads fewer types.
    ImageReader reader =
        TiffKind.of(input) == TiffKind.BIG
            ? new BigTIFFImageReaderSpi().createReaderInstance(null)
            : new TIFFImageReaderSpi().createReaderInstance(null);
    if (!(new TIFFReader().read(input) instanceof CompoundDirectory directories)) {
      throw new UnreadableFileException("its directories cannot be read");
    }
    return new TiffPages(input, reader, directories);
  }

  int layers() {
    return stacked > 1 ? stacked : pages.size();
  }

  Page read(int layer) throws IOException {
    TiffPage page = pages.get(stacked > 1 ? 0 : layer);
    LayerFile.requireSize(page.height(), page.width(), input.length());
    page.requireReadable(input.length());
    if (stacked > 1) {
      return page.stacked(input, layer);
    }
    Raster raster = reader.readRaster(places.get(layer), null);
    warnings.requireNone();
    if (raster.getHeight() != page.height() || raster.getWidth() != page.width()) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT,
              "it is %d x %d points, its directory says %d x %d",
              raster.getHeight(),
              raster.getWidth(),
              page.height(),
              page.width()));
    }
    return page.of(raster);
  }

  @Override
  public void close() {
    reader.dispose();
  }
}
