package org.meltwatch.reference;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.clusters.Clusterer;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.kernel.outliers.TopFive;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.reference.ReferenceAnswers.Answer;
import org.meltwatch.tracking.TrackingSettings;

/**
 * The whole of docs/semantics.md as a plain sequential program: what the pipeline must give on any
 * engine, in whatever order tiles reach it.
 *
 * <p>It takes what was received by ascending {@code seq_id}. In that order a layer that leaves some
 * out proves by itself that those can no longer come, so nothing here ever waits:
 *
 * <ul>
 *   <li>a batch that cannot be read, lies below the first layer or differs in size from its tile
 *       key's first tile is refused. If its layer had not been passed it breaks the window, but is
 *       not counted as skipped;
 *   <li>the layers between are skipped;
 *   <li>a batch whose layer was passed without a tile is late;
 *   <li>a readable batch whose layer has a tile is a duplicate and leaves no other trace.
 * </ul>
 */
public final class ReferenceModel implements AutoCloseable {

  private final DefectRules rules;
  private final Clusterer clusterer;
  private final DeviationKernel kernel;
  private final TiffDecoder decoder = new TiffDecoder();
  private final @Nullable PlateHistories plates;
  private final Map<TileKey, KeyHistory> histories = new HashMap<>();
  private final ReferenceListener listener;
  private long lastSeqId = Long.MIN_VALUE;

  /**
   * A model that has received nothing.
   *
   * @param clustering which implementation clusters; all give equal results
   * @param listener is told what comes out, at once: the model keeps none of it
   */
  public ReferenceModel(DefectRules rules, Clustering clustering, ReferenceListener listener) {
    this(rules, clustering, null, listener);
  }

  /**
   * A model that tracks defects, too.
   *
   * @param tracking how; null to do without
   */
  public ReferenceModel(
      DefectRules rules,
      Clustering clustering,
      @Nullable TrackingSettings tracking,
      ReferenceListener listener) {
    this.rules = rules;
    this.plates = tracking == null ? null : new PlateHistories(tracking, listener);
    this.clusterer = clustering.create(rules);
    this.kernel = new DeviationKernel(rules);
    this.listener = listener;
  }

  /** The answers to all that was received, in ascending order of {@code seq_id}. */
  public static ReferenceAnswers answer(DefectRules rules, Iterable<? extends Received> received) {
    ReferenceAnswers.Collector collector = new ReferenceAnswers.Collector();
    try (ReferenceModel model = new ReferenceModel(rules, Clustering.INDEXED, collector)) {
      received.forEach(model::receive);
    }
    return collector.answers();
  }

  /**
   * Takes the next message.
   *
   * @throws IllegalArgumentException if it is a batch whose {@code seq_id} is below that of the one
   *     before
   */
  public void receive(Received received) {
    if (received instanceof Batch batch) {
      receive(batch);
    } else if (received instanceof RefusedBatch broken) {
      receive(broken);
    } else if (!(received instanceof LaneEnd)) {
      throw new IllegalArgumentException("received (%s) is of no known kind".formatted(received));
    }
  }

  private void receive(Batch batch) {
    requireOrder(batch.seqId());
    try {
      Image image = readNoting(batch);
      place(batch.header(), image);
    } catch (UnreadableTileException e) {
      listener.refused(batch, e.getMessage());
      passUnread(batch.key(), batch.layer());
    }
  }

  private void receive(RefusedBatch broken) {
    listener.refused(broken, broken.reason());
    if (broken.key() != null && broken.layer() != null) {
      passUnread(broken.key(), broken.layer());
      note(broken.key(), broken.layer(), null);
    }
  }

  /** Takes note that there are no more messages. */
  public void finish() {
    if (plates != null) {
      plates.finish();
    }
  }

  private void note(TileKey key, int layer, @Nullable Image image) {
    if (plates != null) {
      plates.note(key, layer, image);
    }
  }

  /** Reads an image; whatever comes of it, the plate's view knows that the batch was there. */
  private Image readNoting(Batch batch) throws UnreadableTileException {
    @Nullable Image image = null;
    try {
      image = read(batch);
      return image;
    } finally {
      note(batch.key(), batch.layer(), image);
    }
  }

  private void requireOrder(long seqId) {
    if (seqId < lastSeqId) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "seqId (%d) must not be below the one before (%d)", seqId, lastSeqId));
    }
    lastSeqId = seqId;
  }

  private Image read(Batch batch) throws UnreadableTileException {
    Image image = decoder.decode(batch.tif());
    if (batch.layer() < rules.firstLayer()) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT, "layer (%d) must be at least %d", batch.layer(), rules.firstLayer()));
    }
    return image;
  }

  private void place(TileHeader header, Image image) throws UnreadableTileException {
    Tile tile = new Tile(header, image, Saturation.count(image, rules.saturatedAbove()));
    listener.read(tile);
    KeyHistory history = history(tile.header().key());
    if (history.has(tile.layer())) {
      listener.duplicate(tile.header());
      return;
    }
    history.requireSize(image);
    if (tile.layer() < history.expected()) {
      listener.late(tile.header());
      history.addLate(tile.layer(), image);
      answer(tile, KeyHistory.Window.incomplete(image));
      return;
    }
    history.advance(tile.layer()).ifPresent(listener::skipped);
    answer(tile, history.add(tile.layer(), image));
  }

  private OutlierList find(Tile tile, KeyHistory.Window window) {
    if (plates != null) {
      return plates.find(tile, window);
    }
    return window.previous() != null && window.oldest() != null
        ? kernel.find(window.newest(), window.previous(), window.oldest())
        : OutlierList.none();
  }

  private void passUnread(TileKey key, int layer) {
    KeyHistory history = history(key);
    if (layer >= history.expected()) {
      history.advance(layer).ifPresent(listener::skipped);
      history.addUnread();
    }
  }

  private KeyHistory history(TileKey key) {
    return histories.computeIfAbsent(key, first -> new KeyHistory(first, rules.firstLayer()));
  }

  private void answer(Tile tile, KeyHistory.Window window) {
    TileHeader header = tile.header();
    OutlierList outliers = find(tile, window);
    listener.found(header, outliers);
    listener.answered(
        new Answer(
            new Ranking(header, TopFive.rank(outliers)),
            new TileResult(header, tile.saturated(), clusterer.cluster(outliers))));
  }

  @Override
  public void close() {
    decoder.close();
  }
}
