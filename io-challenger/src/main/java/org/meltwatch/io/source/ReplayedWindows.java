package org.meltwatch.io.source;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.spool.SpoolHeader;
import org.meltwatch.io.spool.SpooledFile;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;

/**
 * What the windows of a replayed spool can be built from.
 *
 * <p>A run that came to its end leaves every tile without a result together with the two layers
 * below it, so far as they came in: what is not there was never handed out. A run that was killed
 * leaves what it happened to hold; where it had removed messages, a layer that is not there may
 * have been one of them.
 */
final class ReplayedWindows {

  private final List<SpooledFile> files;
  private final boolean whole;

  private ReplayedWindows(List<SpooledFile> files, boolean whole) {
    this.files = files;
    this.whole = whole;
  }

  /** Looks through a spool. */
  static ReplayedWindows of(String spool) throws IOException {
    return new ReplayedWindows(SpoolDirectory.messages(spool), SpoolDirectory.isWhole(spool));
  }

  /** All that there is. */
  HandedOut handedOut() {
    Ranges ids = new Ranges();
    for (SpooledFile file : files) {
      Long seqId = file.header().seqId();
      if (seqId != null) {
        ids.add(seqId);
      }
    }
    return new HandedOut(files.size(), ids.list());
  }

  /** Batch ids of the tiles that are there for the windows above them alone. */
  List<IdRange> answeredBefore() {
    Ranges ids = new Ranges();
    for (SpooledFile file : files) {
      if (file.isBelow()) {
        ids.add(requireNonNull(file.header().seqId()));
      }
    }
    return ids.list();
  }

  /** Batch ids of the tiles that are to be answered and whose windows may lack what came in. */
  List<IdRange> incomplete(int firstLayer) {
    Ranges ids = new Ranges();
    if (!whole) {
      Map<TileKey, Ranges> layers = layers();
      for (SpooledFile file : files) {
        SpoolHeader header = file.header();
        if (header.isAccepted() && !file.isBelow() && !hasBelow(header, firstLayer, layers)) {
          ids.add(requireNonNull(header.seqId()));
        }
      }
    }
    return ids.list();
  }

  private Map<TileKey, Ranges> layers() {
    Map<TileKey, Ranges> layers = new HashMap<>();
    for (SpooledFile file : files) {
      if (file.header().isAccepted()) {
        layers
            .computeIfAbsent(requireNonNull(file.header().key()), absent -> new Ranges())
            .add(requireNonNull(file.header().layer()));
      }
    }
    return layers;
  }

  private static boolean hasBelow(
      SpoolHeader header, int firstLayer, Map<TileKey, Ranges> layersByKey) {
    long layer = requireNonNull(header.layer());
    Ranges layers = requireNonNull(layersByKey.get(requireNonNull(header.key())));
    return layer - 2 < firstLayer || (layers.contains(layer - 1) && layers.contains(layer - 2));
  }
}
