package org.meltwatch.kernel.tiff;

import java.util.Locale;

/** The fields that say how a greyscale image is stored, under their names in TIFF 6.0. */
enum TiffTag {
  IMAGE_WIDTH(256, "ImageWidth"),
  IMAGE_LENGTH(257, "ImageLength"),
  BITS_PER_SAMPLE(258, "BitsPerSample"),
  COMPRESSION(259, "Compression"),
  PHOTOMETRIC_INTERPRETATION(262, "PhotometricInterpretation"),
  FILL_ORDER(266, "FillOrder"),
  STRIP_OFFSETS(273, "StripOffsets"),
  ORIENTATION(274, "Orientation"),
  SAMPLES_PER_PIXEL(277, "SamplesPerPixel"),
  ROWS_PER_STRIP(278, "RowsPerStrip"),
  STRIP_BYTE_COUNTS(279, "StripByteCounts"),
  PREDICTOR(317, "Predictor"),
  TILE_WIDTH(322, "TileWidth"),
  TILE_LENGTH(323, "TileLength"),
  TILE_OFFSETS(324, "TileOffsets"),
  TILE_BYTE_COUNTS(325, "TileByteCounts"),
  SAMPLE_FORMAT(339, "SampleFormat");

  final int number;
  private final String text;

  TiffTag(int number, String name) {
    this.number = number;
    this.text = String.format(Locale.ROOT, "%s (tag %d)", name, number);
  }

  @Override
  public String toString() {
    return text;
  }
}
