package org.meltwatch.reference;

import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Received;
import org.meltwatch.reference.ReferenceAnswers.Answer;
import org.meltwatch.reference.ReferenceAnswers.SkippedLayers;
import org.meltwatch.tracking.PlateReport;

/** Is told what {@link ReferenceModel} makes of each message, while it is at it. */
public interface ReferenceListener {

  /** A tile could be read, which answers Query 1 whatever becomes of the tile. */
  void read(Tile tile);

  /** The outliers of a tile are known, in scan order; its answer follows. */
  default void found(TileHeader header, OutlierList outliers) {}

  /** A tile was answered. */
  void answered(Answer answer);

  /** A tile came although its layer had been passed without it; its empty answer follows. */
  void late(TileHeader header);

  /** A tile was dropped, for its layer had one already. */
  void duplicate(TileHeader header);

  /** Layers were passed without any batch. */
  void skipped(SkippedLayers layers);

  /**
   * A message gave no tile.
   *
   * @param message a batch or a refused batch
   * @param reason the value, the rule and the place, in one line
   */
  void refused(Received message, String reason);

  /** A layer of a plate was closed, or all of a print were; only where defects are tracked. */
  default void reported(PlateReport report) {}
}
