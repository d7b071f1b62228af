package org.meltwatch.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.meltwatch.transforms.order.OrderLayers;

/** How layers are put in order; {@link OrderingSettings} checks them. */
public interface OrderingOptions extends PipelineOptions {

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
}
