package org.meltwatch.challenger.pages;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.results.PostedResult;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.Image;

/**
 * Draws a tile: its image, saturated points in red, the posted clusters as circles. Rows (x) run
 * downwards, columns (y) to the right.
 */
public final class PlotSvg {

  private static final int HEADER = 64;
  private static final int LINE = 18;
  private static final int MARGIN = 16;
  private static final int SMALLEST = 360;
  private static final String FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter svg;

  private final int saturatedAbove;

  private PlotSvg(int saturatedAbove) throws XMLStreamException {
    this.saturatedAbove = saturatedAbove;
    svg = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
  }

  /** The tile under a title that says which it is and what was found. */
  public static byte[] titled(EncodedTile tile, PostedResult result, int saturatedAbove) {
    try {
      PlotSvg plot = new PlotSvg(saturatedAbove);
      plot.document(tile, result);
      return plot.text.toString().getBytes(StandardCharsets.UTF_8);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing SVG in memory: " + e.getMessage(), e);
    }
  }

  private void document(EncodedTile tile, PostedResult result) throws XMLStreamException {
    Image image = null;
    String reason = "";
    try (TiffDecoder decoder = new TiffDecoder()) {
      image =
          decoder.decode(
              tile.message(), tile.message().length - tile.tifLength(), tile.tifLength());
    } catch (UnreadableTileException e) {
      reason = String.valueOf(e.getMessage());
    }
    int width = image == null ? 500 : image.width();
    int height = image == null ? 500 : image.height();
    int scale = Math.max(1, (SMALLEST + width - 1) / width);
    int header = HEADER + LINE * result.remarks().size();
    open(width * scale + 2 * MARGIN, height * scale + header + MARGIN);
    title(tile, result);
    svg.writeStartElement("g");
    svg.writeAttribute(
        "transform",
        String.format(Locale.ROOT, "translate(%d %d) scale(%d)", MARGIN, header, scale));
    if (image == null) {
      unreadable(reason, width, height);
    } else {
      picture(image);
      saturated(image);
    }
    clusters(result);
    svg.writeEndDocument();
    svg.flush();
  }

  private void open(int width, int height) throws XMLStreamException {
    svg.writeStartElement("svg");
    svg.writeDefaultNamespace("http://www.w3.org/2000/svg");
    svg.writeAttribute("viewBox", String.format(Locale.ROOT, "0 0 %d %d", width, height));
    svg.writeAttribute("width", String.valueOf(width));
    svg.writeAttribute("height", String.valueOf(height));
    svg.writeAttribute("font-family", FONT);
    rectangle(width, height, "#ffffff");
  }

  private void title(EncodedTile tile, PostedResult result) throws XMLStreamException {
    line(
        28,
        18,
        "#16202b",
        "600",
        String.format(
            Locale.ROOT,
            "%s · layer %d · tile %d",
            tile.key().printId(),
            tile.layer(),
            tile.key().tileId()));
    List<PostedResult.Centroid> clusters = result.centroids();
    String found =
        String.format(
            Locale.ROOT,
            "batch %d · %s · %s",
            tile.batchId(),
            plural(result.saturated(), "saturated point"),
            plural(clusters == null ? null : (long) clusters.size(), "cluster"));
    line(50, 13, "#5b6773", "400", found);
    int y = 50;
    for (String remark : result.remarks()) {
      y += LINE;
      line(y, 13, "#d7263d", "400", remark);
    }
  }

  static String plural(@Nullable Long count, String noun) {
    return (count == null ? "?" : count) + " " + noun + (count != null && count == 1 ? "" : "s");
  }

  private void line(int y, int size, String colour, String weight, String words)
      throws XMLStreamException {
    svg.writeStartElement("text");
    svg.writeAttribute("x", String.valueOf(MARGIN));
    svg.writeAttribute("y", String.valueOf(y));
    svg.writeAttribute("font-size", String.valueOf(size));
    svg.writeAttribute("font-weight", weight);
    svg.writeAttribute("fill", colour);
    svg.writeCharacters(printable(words));
    svg.writeEndElement();
  }

  /** XML has no way to write control characters. */
  private static String printable(String words) {
    return words.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", "\uFFFD");
  }

  private void rectangle(int width, int height, String colour) throws XMLStreamException {
    svg.writeEmptyElement("rect");
    svg.writeAttribute("width", String.valueOf(width));
    svg.writeAttribute("height", String.valueOf(height));
    svg.writeAttribute("fill", colour);
  }

  private void unreadable(String reason, int width, int height) throws XMLStreamException {
    rectangle(width, height, "#3a1620");
    line(height / 2, 15, "#ffffff", "600", "image file not readable");
    line(height / 2 + 22, 12, "#ffffff", "400", reason);
  }

  private void picture(Image image) throws XMLStreamException {
    svg.writeEmptyElement("image");
    svg.writeAttribute("width", String.valueOf(image.width()));
    svg.writeAttribute("height", String.valueOf(image.height()));
    svg.writeAttribute("preserveAspectRatio", "none");
    svg.writeAttribute("href", GreyPng.dataUri(image));
  }

  /** One horizontal stroke for every run of saturated points. */
  private void saturated(Image image) throws XMLStreamException {
    StringBuilder path = new StringBuilder();
    for (int x = 0; x < image.height(); x++) {
      for (int y = 0; y < image.width(); y++) {
        int from = y;
        while (y < image.width() && image.at(x, y) > saturatedAbove) {
          y++;
        }
        if (y > from) {
          path.append('M').append(from).append(' ').append(x).append(".5h").append(y - from);
        }
      }
    }
    if (!path.isEmpty()) {
      svg.writeEmptyElement("path");
      svg.writeAttribute("d", path.toString());
      svg.writeAttribute("stroke", "#ff2a3c");
      svg.writeAttribute("stroke-width", "1");
    }
  }

  private void clusters(PostedResult result) throws XMLStreamException {
    svg.writeStartElement("g");
    svg.writeAttribute("fill", "#19c3ff");
    svg.writeAttribute("fill-opacity", "0.12");
    svg.writeAttribute("stroke", "#19c3ff");
    svg.writeAttribute("stroke-width", "2");
    for (PostedResult.Centroid centroid : result.readable()) {
      svg.writeStartElement("circle");
      svg.writeAttribute("cx", number(centroid.y() + 0.5));
      svg.writeAttribute("cy", number(centroid.x() + 0.5));
      // as large as its points would be side by side, and a little more, to go round them
      svg.writeAttribute("r", number(6 + 1.5 * Math.sqrt(Math.max(0, centroid.count()) / Math.PI)));
      svg.writeStartElement("title");
      svg.writeCharacters(
          "%s around (%s, %s)"
              .formatted(
                  plural(centroid.count(), "outlier"), number(centroid.x()), number(centroid.y())));
      svg.writeEndElement();
      svg.writeEndElement();
    }
    svg.writeEndElement();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
