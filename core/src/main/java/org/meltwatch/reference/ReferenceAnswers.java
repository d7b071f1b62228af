package org.meltwatch.reference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;

/**
 * What {@link ReferenceModel} makes of a stream; each list in the order in which the cause was
 * received.
 *
 * @param answers one for every tile that was neither refused nor a duplicate
 * @param late tiles whose layer had been passed without them; they have an answer too
 * @param duplicates tiles whose layer had one already
 * @param skipped layers that were passed without any batch
 * @param refused batches that gave no tile
 */
public record ReferenceAnswers(
    List<Answer> answers,
    List<TileHeader> late,
    List<TileHeader> duplicates,
    List<SkippedLayers> skipped,
    List<Refused> refused) {

  public ReferenceAnswers {
    answers = List.copyOf(answers);
    late = List.copyOf(late);
    duplicates = List.copyOf(duplicates);
    skipped = List.copyOf(skipped);
    refused = List.copyOf(refused);
  }

  /** How many layers were skipped. */
  public long skippedLayers() {
    return skipped.stream().mapToLong(SkippedLayers::count).sum();
  }

  /**
   * The answers to one tile.
   *
   * @param ranking Query 2
   * @param result Query 3, with Query 1
   */
  public record Answer(Ranking ranking, TileResult result) {

    /** Which tile this is. */
    public TileHeader header() {
      return result.header();
    }

    /** Query 1. */
    public int saturated() {
      return result.saturated();
    }
  }

  /**
   * Consecutive layers of a tile key that never came.
   *
   * @param from the first of them
   * @param count how many, at least 1
   */
  public record SkippedLayers(TileKey key, int from, long count) {}

  /**
   * A batch that gave no tile, with what could be read of its header.
   *
   * @param reason the value, the rule and the place, in one line
   */
  public record Refused(
      @Nullable Long seqId, @Nullable TileKey key, @Nullable Integer layer, String reason) {}

  /** Keeps everything that a model tells. */
  public static class Collector implements ReferenceListener {

    private final List<Answer> answers = new ArrayList<>();
    private final List<TileHeader> late = new ArrayList<>();
    private final List<TileHeader> duplicates = new ArrayList<>();
    private final List<SkippedLayers> skipped = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    @Override
    public void read(Tile tile) {}

    @Override
    public void answered(Answer answer) {
      answers.add(answer);
    }

    @Override
    public void late(TileHeader header) {
      late.add(header);
    }

    @Override
    public void duplicate(TileHeader header) {
      duplicates.add(header);
    }

    @Override
    public void skipped(SkippedLayers layers) {
      skipped.add(layers);
    }

    @Override
    public void refused(Received message, String reason) {
      if (message instanceof Batch batch) {
        refused.add(new Refused(batch.seqId(), batch.key(), batch.layer(), reason));
      } else if (message instanceof RefusedBatch broken) {
        refused.add(new Refused(broken.seqId(), broken.key(), broken.layer(), reason));
      }
    }

    public ReferenceAnswers answers() {
      return new ReferenceAnswers(answers, late, duplicates, skipped, refused);
    }
  }
}
