package org.meltwatch.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.kernel.ReferenceAnswers.Answer;
import org.meltwatch.kernel.ReferenceAnswers.Refused;
import org.meltwatch.kernel.ReferenceAnswers.SkippedLayers;
import org.meltwatch.model.Batch;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.LaneEnd;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.Received;
import org.meltwatch.model.RefusedBatch;
import org.meltwatch.model.Tile;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;

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
  private final Map<TileKey, KeyHistory> histories = new HashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<TileHeader> late = new ArrayList<>();
  private final List<TileHeader> duplicates = new ArrayList<>();
  private final List<SkippedLayers> skipped = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private long lastSeqId = Long.MIN_VALUE;

  /** A model that has received nothing. */
  public ReferenceModel(DefectRules rules) {
    this.rules = rules;
    this.clusterer = Clustering.INDEXED.create(rules);
    this.kernel = new DeviationKernel(rules);
  }

  /** The answers to all that was received, in ascending order of {@code seq_id}. */
  public static ReferenceAnswers answer(DefectRules rules, Iterable<? extends Received> received) {
    try (ReferenceModel model = new ReferenceModel(rules)) {
      received.forEach(model::receive);
      return model.answers();
    }
  }

  /**
   * Takes the next message.
   *
   * @throws IllegalArgumentException if its {@code seq_id} is below the one before
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
      place(read(batch));
    } catch (UnreadableTileException e) {
      refuse(batch.seqId(), batch.key(), batch.layer(), e.getMessage());
    }
  }

  private void receive(RefusedBatch broken) {
    if (broken.seqId() != null) {
      requireOrder(broken.seqId());
    }
    refused.add(new Refused(broken.seqId(), broken.key(), broken.layer(), broken.reason()));
    if (broken.key() != null && broken.layer() != null) {
      passUnread(broken.key(), broken.layer());
    }
  }

  private void requireOrder(long seqId) {
    if (seqId < lastSeqId) {
      throw new IllegalArgumentException(
          "seqId (%d) must not be below the one before (%d)".formatted(seqId, lastSeqId));
    }
    lastSeqId = seqId;
  }

  private Tile read(Batch batch) throws UnreadableTileException {
    Image image = decoder.decode(batch.tif(), 0, batch.tif().length);
    if (batch.layer() < rules.firstLayer()) {
      throw new UnreadableTileException(
          "layer (%d) must be at least %d".formatted(batch.layer(), rules.firstLayer()));
    }
    return new Tile(batch.header(), image, Saturation.count(image, rules.saturatedAbove()));
  }

  private void place(Tile tile) throws UnreadableTileException {
    KeyHistory history = history(tile.header().key());
    if (history.has(tile.layer())) {
      duplicates.add(tile.header());
      return;
    }
    history.requireSize(tile.image());
    if (tile.layer() < history.expected()) {
      late.add(tile.header());
      history.addLate(tile);
      answer(tile, OutlierList.none());
      return;
    }
    history.advance(tile.layer()).ifPresent(skipped::add);
    answer(tile, history.add(tile, kernel));
  }

  private void refuse(Long seqId, TileKey key, int layer, String reason) {
    refused.add(new Refused(seqId, key, layer, reason));
    passUnread(key, layer);
  }

  private void passUnread(TileKey key, int layer) {
    KeyHistory history = history(key);
    if (layer >= history.expected()) {
      history.advance(layer).ifPresent(skipped::add);
      history.addUnread();
    }
  }

  private KeyHistory history(TileKey key) {
    return histories.computeIfAbsent(key, first -> new KeyHistory(first, rules.firstLayer()));
  }

  private void answer(Tile tile, OutlierList outliers) {
    TileHeader header = tile.header();
    answers.add(
        new Answer(
            new Ranking(header, TopFive.rank(outliers)),
            new TileResult(header, tile.saturated(), clusterer.cluster(outliers))));
  }

  /** The answers to what was received so far. */
  public ReferenceAnswers answers() {
    return new ReferenceAnswers(answers, late, duplicates, skipped, refused);
  }

  @Override
  public void close() {
    decoder.close();
  }
}
