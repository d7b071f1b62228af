package org.meltwatch.tracking;

/** What the tracking of a print reports: a layer that is closed, or that all of them are. */
public sealed interface PlateReport permits LayerReport, PrintTracked {

  /** The print. */
  String printId();
}
