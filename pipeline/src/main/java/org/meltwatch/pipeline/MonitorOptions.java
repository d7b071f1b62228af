package org.meltwatch.pipeline;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.meltwatch.transforms.order.OrderLayers;

/** Meltwatch's options. The engine's own options may be given beside them. */
public interface MonitorOptions extends PipelineOptions {

  @Description(
      "URL of the challenger, such as http://127.0.0.1:8866. Without it, a local challenger"
          + " is started for this run and stopped at its end.")
  @Nullable String getChallenger();

  void setChallenger(@Nullable String value);

  @Description(
      "File that holds the challenger's API token. Without it, the token is taken from the"
          + " environment variable MELTWATCH_API_TOKEN, or is 'meltwatch'.")
  @Nullable String getApiTokenFile();

  void setApiTokenFile(@Nullable String value);

  @Description("Name of the bench at the challenger.")
  @Default.String("meltwatch")
  String getBenchName();

  void setBenchName(String value);

  @Description("Whether the challenger may treat the bench as a test.")
  @Default.Boolean(true)
  boolean getTest();

  void setTest(boolean value);

  @Description("How many batches to ask the challenger for at the most. Default: all.")
  @Nullable Integer getMaxBatches();

  void setMaxBatches(@Nullable Integer value);

  @Description("Directory for the results; must be new or empty. Default: results/<bench>.")
  @Nullable String getOutput();

  void setOutput(@Nullable String value);

  @Description("Independent readers of the challenger.")
  @Default.Integer(4)
  int getLanes();

  void setLanes(int value);

  @Description("Requests that each lane has in flight.")
  @Default.Integer(2)
  int getPrefetch();

  void setPrefetch(int value);

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

  @Description(
      "Tiles that may be on their way from the source to their result, before the source pauses;"
          + " 0 for as many as the engine takes. Lanes share them. On Flink 16 a subtask with"
          + " --payload=spool, else 0; on Spark 0.")
  @Default.Integer(256)
  int getMaxInFlight();

  void setMaxInFlight(int value);

  @Description("Largest message of the challenger that is taken, in bytes.")
  @Default.Integer(64 << 20)
  int getMessageLimit();

  void setMessageLimit(int value);

  @Description("Most characters of a print's name; messages with longer ones are refused.")
  @Default.Integer(128)
  int getMaxPrintId();

  void setMaxPrintId(int value);

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
      "Whether every message is written to a spool before it is worked on, so that a restart loses"
          + " nothing that was received: on (files), memory (of this process, for an engine that"
          + " runs in it; only what has no result in the end goes to files) or off. Default: on"
          + " where the engine restarts from checkpoints and with --keepSpool or --spoolDir; with"
          + " --payload=spool on, or memory on Flink in one process; else off.")
  @Nullable String getSpool();

  void setSpool(@Nullable String value);

  @Description(
      "Directory of the spool, which all workers must be able to read and write; must be new or"
          + " empty. Default: spool in the results directory.")
  @Nullable String getSpoolDir();

  void setSpoolDir(@Nullable String value);

  @Description(
      "Keep messages whose results are out, in the spool's directory kept, instead of deleting"
          + " them.")
  @Default.Boolean(false)
  boolean getKeepSpool();

  void setKeepSpool(boolean value);

  @Description(
      "Read this spool, which an earlier run has kept, instead of a challenger; nothing is posted"
          + " and the same result files come out.")
  @Nullable String getReplay();

  void setReplay(@Nullable String value);

  @Description(
      "How layers are put in order: buffer (double buffering; gaps proven by what the lanes"
          + " have handed on) or event-time (layer as event time; gaps by the watermark).")
  @Default.String("buffer")
  String getOrdering();

  void setOrdering(String value);

  @Description("With --ordering=event-time: how many layers a tile may come late.")
  @Default.Integer(0)
  int getLateness();

  void setLateness(int value);

  @Description(
      "How many tiles of one tile key may wait for a layer below them. When more do, the oldest"
          + " missing layers are given up without proof that they will not come.")
  @Default.Integer(OrderLayers.MAX_BUFFERED)
  int getMaxBuffered();

  void setMaxBuffered(int value);

  @Description("How outliers are clustered: indexed or commons-math3; results are equal.")
  @Default.String("indexed")
  String getClusterer();

  void setClusterer(String value);

  @Description("Points below are void, points at or below are no outliers.")
  @Default.Integer(5000)
  int getVoidBelow();

  void setVoidBelow(int value);

  @Description("Points above are saturated, points at or above are no outliers.")
  @Default.Integer(65000)
  int getSaturatedAbove();

  void setSaturatedAbove(int value);

  @Description("Points with a deviation above are outliers.")
  @Default.Integer(6000)
  int getOutlierAbove();

  void setOutlierAbove(int value);

  @Description("Distance up to which outliers are neighbours in a cluster.")
  @Default.Integer(20)
  int getEps();

  void setEps(int value);

  @Description("How many neighbours, itself included, a cluster's inner point has at least.")
  @Default.Integer(5)
  int getMinSamples();

  void setMinSamples(int value);

  @Description("The first layer of every tile key.")
  @Default.Integer(0)
  int getFirstLayer();

  void setFirstLayer(int value);

  @Description("Tell the details of errors.")
  @Default.Boolean(false)
  boolean getVerbose();

  void setVerbose(boolean value);

  @Description(
      "Local challenger: folder of layer images to hand out, one image a layer, in the order"
          + " of their names. Default: a synthetic print.")
  @Nullable String getStack();

  void setStack(@Nullable String value);

  @Description(
      "Local challenger: rows and columns of tiles that --stack's images are cut into, such"
          + " as 4x4.")
  @Nullable String getGrid();

  void setGrid(@Nullable String value);

  @Description("Local challenger: name of the print.")
  @Nullable String getPrint();

  void setPrint(@Nullable String value);

  @Description("Local challenger: how many synthetic prints are handed out at once.")
  @Nullable String getPrints();

  void setPrints(@Nullable String value);

  @Description("Local challenger: rows and columns of tiles of the synthetic print.")
  @Nullable String getTiles();

  void setTiles(@Nullable String value);

  @Description("Local challenger: height and width of a synthetic tile in points.")
  @Nullable String getTileSize();

  void setTileSize(@Nullable String value);

  @Description("Local challenger: layers of the synthetic print.")
  @Nullable String getLayers();

  void setLayers(@Nullable String value);

  @Description("Local challenger: seed of the synthetic print.")
  @Nullable String getSeed();

  void setSeed(@Nullable String value);

  @Description("Local challenger: tiles that are handed out a second, 0 for as fast as asked.")
  @Nullable String getRate();

  void setRate(@Nullable String value);

  @Description("Local challenger: tiles that are never handed out, as LAYER:TILE[,...].")
  @Nullable String getDrop();

  void setDrop(@Nullable String value);

  @Description("Local challenger: tiles that are handed out twice, as LAYER:TILE[,...].")
  @Nullable String getDuplicate();

  void setDuplicate(@Nullable String value);

  @Description("Local challenger: tiles whose image is noise, as LAYER:TILE[,...].")
  @Nullable String getCorrupt();

  void setCorrupt(@Nullable String value);

  @Description("Local challenger: tiles whose image is cut off, as LAYER:TILE[,...].")
  @Nullable String getTruncate();

  void setTruncate(@Nullable String value);

  @Description(
      "Local challenger: what goes wrong by chance, as KIND:RATE[:AMOUNT][,...], such as"
          + " error:0.02,reset:0.01; docs/operations.md has the kinds.")
  @Nullable String getFaults();

  void setFaults(@Nullable String value);

  @Description("Local challenger: seed of --faults. Default: --seed.")
  @Nullable String getFaultSeed();

  void setFaultSeed(@Nullable String value);

  @Description("Local challenger: hand out each batch once, also to a position that asks again.")
  @Nullable String getForgetful();

  void setForgetful(@Nullable String value);
}
