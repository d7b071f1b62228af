package org.meltwatch.tracking;

import java.util.List;

/** Keeps findings until their layer is closed. */
public interface FindingsStore {

  /** Keeps findings. */
  void add(TileFindings findings);

  /** All that is kept, which is kept no longer. */
  List<TileFindings> takeAll();
}
