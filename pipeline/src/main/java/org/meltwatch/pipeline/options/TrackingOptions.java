package org.meltwatch.pipeline.options;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.meltwatch.tracking.TrackingSettings;

/** How defects are tracked through the layers; {@link TrackingSettingsReader} checks them. */
public interface TrackingOptions extends PipelineOptions {

  @Description(
      "How the plate is cut into tiles, rows x columns, such as 4x4: defects are tracked across"
          + " them. none: not at all. Default: what a local challenger is told, else none.")
  @Nullable String getPlate();

  void setPlate(@Nullable String value);

  @Description(
      "How large a point of the plate is, in millimetres: its width x the thickness of a layer, such"
          + " as 0.125x0.04. Default: what a local challenger is told, else nobody knows.")
  @Nullable String getPlateScale();

  void setPlateScale(@Nullable String value);

  @Description("Distance up to which points of a layer belong to one region.")
  @Default.Integer(4)
  int getRegionDistance();

  void setRegionDistance(int value);

  @Description("How many points a region has at least.")
  @Default.Integer(5)
  int getRegionPoints();

  void setRegionPoints(int value);

  @Description("Distance up to which regions of different layers belong to one defect.")
  @Default.Integer(3)
  int getLinkDistance();

  void setLinkDistance(int value);

  @Description("How many layers apart two regions may be and belong to one defect.")
  @Default.Integer(2)
  int getBridge();

  void setBridge(int value);

  @Description("How many layers a defect reaches over when it is MINOR.")
  @Default.Integer(3)
  int getMinorHeight();

  void setMinorHeight(int value);

  @Description("How many layers a defect reaches over when it is MAJOR.")
  @Default.Integer(5)
  int getMajorHeight();

  void setMajorHeight(int value);

  @Description("How many layers a defect reaches over when its level is STOP.")
  @Default.Integer(8)
  int getStopHeight();

  void setStopHeight(int value);

  @Description("Whether a defect that is mostly edge is given a level: ignore or count.")
  @Default.String("ignore")
  String getEdges();

  void setEdges(String value);

  @Description(
      "How many layers of a plate may be open at once. When more are, the oldest is closed without"
          + " proof that nothing more comes for it.")
  @Default.Integer(TrackingSettings.MAX_OPEN_LAYERS)
  int getMaxOpenLayers();

  void setMaxOpenLayers(int value);

  @Description(
      "How many points a layer may lie from the one below, at most 15, before its images count as"
          + " shifted.")
  @Default.Integer(2)
  int getMaxShift();

  void setMaxShift(int value);

  @Description(
      "How many percent of the usual mean a layer may have before its images count as out of"
          + " scale; less than the inverse counts, too.")
  @Default.Integer(150)
  int getMaxScale();

  void setMaxScale(int value);

  @Description(
      "End the run, with exit code 4, when a defect is given this level or a higher one: MINOR,"
          + " MAJOR or STOP. What was received until then is answered. Default: never.")
  @Nullable String getStopOn();

  void setStopOn(@Nullable String value);

  @Description(
      "Where alerts go beside the terminal: webhook:URL, mqtt:URL/topic or exec:PROGRAM; several"
          + " with commas between, or by several --alert. webhook:@FILE reads the URL from a file.")
  @Nullable List<String> getAlert();

  void setAlert(@Nullable List<String> value);

  @Description(
      "File with the secret that signs what goes to webhooks. Default: the environment variable"
          + " MELTWATCH_ALERT_SECRET, if there is one.")
  @Nullable String getAlertSecretFile();

  void setAlertSecretFile(@Nullable String value);
}
