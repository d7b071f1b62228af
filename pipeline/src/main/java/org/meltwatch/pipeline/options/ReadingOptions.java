package org.meltwatch.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How tiles are read and their images travel; {@link ReadingSettings} checks them. */
public interface ReadingOptions extends PipelineOptions {

  @Description(
      "Kind of source that tiles come from, by the word beside its heading below. Default: the one"
          + " that another option asks for, else a challenger that is started for this run.")
  @Nullable String getSource();

  void setSource(@Nullable String value);

  @Description("Independent readers of the source.")
  @Default.Integer(4)
  int getLanes();

  void setLanes(int value);

  @Description(
      "Tiles that may be on their way from the source to their result, before the source pauses;"
          + " 0 for as many as the engine takes. Lanes share them. On Flink 16 a subtask with"
          + " --payload=spool, else 0; on Spark 0.")
  @Default.Integer(256)
  int getMaxInFlight();

  void setMaxInFlight(int value);

  @Description(
      "Bytes that the images of tiles on their way may take unpacked; 0 for as many as the engine"
          + " takes. Every lane may have one tile on its way however large. Default: a sixteenth of"
          + " the heap; 0 with --payload=spool, where pixels stay in --imageCache.")
  @Nullable Long getMaxBytesInFlight();

  void setMaxBytesInFlight(@Nullable Long value);

  @Description(
      "What travels through the engine: inline (images) or spool (claims on images, which stay in"
          + " the spool); results are equal. Default: inline; spool on Spark, and on Flink in one"
          + " process without checkpoints.")
  @Nullable String getPayload();

  void setPayload(@Nullable String value);

  @Description(
      "With --payload=spool: MiB of decoded images that each process keeps. Default: a quarter of"
          + " its heap.")
  @Nullable Integer getImageCache();

  void setImageCache(@Nullable Integer value);

  @Description("Most rows, and most columns, of a tile; larger ones are refused.")
  @Default.Integer(16_384)
  int getMaxTileSide();

  void setMaxTileSide(int value);

  @Description("Most points of a tile; larger ones are refused.")
  @Default.Integer(1 << 26)
  int getMaxTilePixels();

  void setMaxTilePixels(int value);

  @Description("Most strips (or TIFF tiles) of a tile's image file; others are refused.")
  @Default.Integer(1 << 16)
  int getMaxTileStrips();

  void setMaxTileStrips(int value);

  @Description(
      "How many bytes of points a byte of an image file may stand for at the most; deflate cannot"
          + " do better than 1032.")
  @Default.Integer(1100)
  int getMaxTileRatio();

  void setMaxTileRatio(int value);

  @Description(
      "Bytes of disk that dead letters may take; further ones are counted and named, but not kept.")
  @Default.Long(1 << 30)
  long getMaxDeadLetterBytes();

  void setMaxDeadLetterBytes(long value);
}
