package org.meltwatch.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What a defect is; {@link RulesSettings} checks them. */
public interface RulesOptions extends PipelineOptions {

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

  @Description("How outliers are clustered: indexed or commons-math3; results are equal.")
  @Default.String("indexed")
  String getClusterer();

  void setClusterer(String value);
}
