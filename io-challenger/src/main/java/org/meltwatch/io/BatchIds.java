package org.meltwatch.io;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.fetch.LaneOrigin;
import org.meltwatch.io.spool.SpoolReader;
import org.meltwatch.io.wire.Origin;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.worker.WorkerState;

/**
 * Which tile each batch id of an origin stands for, by what this process has handed on: the first
 * one. A batch that comes with the id of another tile has no result of its own to post, and is
 * refused. One tile may come again, under the same id or another one.
 *
 * <pre>
 * Kept is a hash of 31 bits for each id, in pages, for ids are dense: 5 bytes an id, and 400 for one
 * that is far from any other. Two tiles with one hash pass for the same; then the files show one.
 * </pre>
 */
public final class BatchIds {

  private static final int PAGE = 64;
  private static final int FREE = 0;

  /** Of each origin that this process reads. */
  private static final class Origins implements WorkerState.Part {

    private final Map<Origin, BatchIds> ids = new ConcurrentHashMap<>();

    @Override
    public void close() {
      ids.clear();
    }
  }

  private final @Nullable Origin origin;
  private final Map<Long, int[]> pages = new HashMap<>();

  /** Those of a reader that claims nothing. */
  BatchIds() {
    this(null);
  }

  private BatchIds(@Nullable Origin origin) {
    this.origin = origin;
  }

  /** Those of an origin, for all lanes of this process. */
  public static BatchIds of(Origin origin) {
    return WorkerState.of(Origins.class, Origins::new).ids.computeIfAbsent(origin, BatchIds::new);
  }

  /**
   * What is handed on in place of a message: the message, or its refusal.
   *
   * @throws IOException if a message that is to be refused cannot be read
   */
  public Received checked(Received received) throws IOException {
    if (received instanceof Batch batch && !stands(batch.seqId(), batch.key(), batch.layer())) {
      return refused(
          batch.receipt(), batch.seqId(), batch.key(), batch.layer(), batch.tif().array());
    }
    if (received instanceof ClaimedBatch batch
        && !stands(batch.seqId(), batch.key(), batch.layer())) {
      byte[] message =
          origin instanceof LaneOrigin own
              ? own.message(batch.claim())
              : SpoolReader.read(batch.claim()).payload();
      return refused(batch.receipt(), batch.seqId(), batch.key(), batch.layer(), message);
    }
    return received;
  }

  /** True if an id stands for this tile, be it only from now on. */
  private synchronized boolean stands(long seqId, TileKey key, int layer) {
    int tile = 1 + (Objects.hash(key, layer) & (Integer.MAX_VALUE - 1));
    int[] page = requireNonNull(pages.computeIfAbsent(seqId / PAGE, absent -> new int[PAGE]));
    int at = (int) (seqId % PAGE);
    if (page[at] == FREE) {
      page[at] = tile;
    }
    return page[at] == tile;
  }

  /** Without its id, which is another tile's: that one is neither refused nor lost. */
  private static RefusedBatch refused(
      Receipt receipt, long seqId, TileKey key, int layer, byte[] message) {
    return new RefusedBatch(
        receipt,
        null,
        key,
        layer,
        String.format(
            Locale.ROOT,
            "batch_id (%d) must stand for one tile, but is that of another one that came before",
            seqId),
        message);
  }
}
