package org.meltwatch.challenger.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.files.TiffFile;

/**
 * The layers of a plan as they are handed out. A layer is encoded when it is asked for, and those
 * behind it meanwhile, on threads of their own; what was asked for longest ago goes when all take
 * more memory than they may. Safe for use by many threads.
 */
final class EncodedLayers implements AutoCloseable {

  /** A layer is handed out in less time than it takes to read a large one. */
  private static final int AHEAD = 3;

  private final List<Print> prints;
  private final List<List<PlannedBatch>> planned = new ArrayList<>();
  private final long mostBytes;
  private final LinkedHashMap<Integer, List<CompletableFuture<@Nullable EncodedTile>>> layers =
      new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Integer, Long> bytes = new HashMap<>();
  private final ExecutorService threads;
  private long allBytes;

  EncodedLayers(List<Print> prints, long mostBytes) {
    this.prints = prints;
    this.mostBytes = mostBytes;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            task -> {
              Thread thread =
                  new Thread(
                      task,
                      String.format(
                          Locale.ROOT, "challenger-encode #%d", number.getAndIncrement()));
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Adds the next layer, which may have no batches. */
  synchronized void plan(List<PlannedBatch> batches) {
    planned.add(List.copyOf(batches));
  }

  /** Adds the next layer with the images of its tiles, which need not be read then. */
  synchronized void plan(List<PlannedBatch> batches, List<Image> images) {
    int layer = planned.size();
    planned.add(List.copyOf(batches));
    List<CompletableFuture<@Nullable EncodedTile>> tiles = new ArrayList<>();
    for (PlannedBatch batch : batches) {
      Image image = images.get(batch.key().tileId());
      tiles.add(CompletableFuture.supplyAsync(() -> encode(batch, image), threads));
    }
    layers.put(layer, tiles);
    countWhenDone(layer, tiles);
  }

  /** Encodes all layers before it returns. */
  void encodeAll() {
    List<CompletableFuture<@Nullable EncodedTile>> all = new ArrayList<>();
    for (int layer = 0; layer < planned(); layer++) {
      all.addAll(encoded(layer));
    }
    all.forEach(EncodedLayers::await);
  }

  private synchronized int planned() {
    return planned.size();
  }

  /**
   * A planned batch; null if its layer is missing after all.
   *
   * @throws UnusablePrintException if its layer cannot be read
   */
  @Nullable EncodedTile tile(PlannedBatch batch) {
    CompletableFuture<@Nullable EncodedTile> tile = encoded(batch.layer()).get(batch.place());
    for (int ahead = 1; ahead <= AHEAD; ahead++) {
      encodedAhead(batch.layer() + ahead);
    }
    return await(tile);
  }

  private static @Nullable EncodedTile await(CompletableFuture<@Nullable EncodedTile> tile) {
    try {
      return tile.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UnusablePrintException unusable) {
        throw unusable;
      }
      throw e;
    }
  }

  private synchronized List<CompletableFuture<@Nullable EncodedTile>> encoded(int layer) {
    List<CompletableFuture<@Nullable EncodedTile>> encoded = layers.get(layer);
    if (encoded == null) {
      List<PlannedBatch> batches = planned.get(layer);
      CompletableFuture<List<@Nullable EncodedTile>> all =
          CompletableFuture.supplyAsync(() -> encode(batches), threads);
      encoded = new ArrayList<>();
      for (int place = 0; place < batches.size(); place++) {
        int of = place;
        encoded.add(all.thenApply(tiles -> tiles.get(of)));
      }
      layers.put(layer, encoded);
      countWhenDone(layer, encoded);
    }
    return encoded;
  }

  private synchronized void encodedAhead(int layer) {
    if (layer < planned.size() && !layers.containsKey(layer)) {
      List<CompletableFuture<@Nullable EncodedTile>> unused = encoded(layer);
    }
  }

  private void countWhenDone(int layer, List<CompletableFuture<@Nullable EncodedTile>> tiles) {
    CompletableFuture<Void> unused =
        CompletableFuture.allOf(tiles.toArray(CompletableFuture[]::new))
            .thenRun(() -> count(layer, tiles.stream().map(EncodedLayers::await).toList()));
  }

  private synchronized void count(int layer, List<@Nullable EncodedTile> tiles) {
    long size = 0;
    for (EncodedTile tile : tiles) {
      size += tile == null ? 0 : tile.message().length;
    }
    bytes.put(layer, size);
    allBytes += size;
    Iterator<Integer> oldest = layers.keySet().iterator();
    while (allBytes > mostBytes && oldest.hasNext()) {
      int old = oldest.next();
      Long freed = old == layer ? null : bytes.remove(old);
      if (freed != null) {
        allBytes -= freed;
        oldest.remove();
      }
    }
  }

  private List<@Nullable EncodedTile> encode(List<PlannedBatch> batches) {
    Map<Integer, List<Image>> images = new HashMap<>();
    List<@Nullable EncodedTile> tiles = new ArrayList<>();
    for (PlannedBatch batch : batches) {
      Print print = prints.get(batch.print());
      List<Image> layer = images.computeIfAbsent(batch.print(), any -> print.tiles(batch.layer()));
      tiles.add(layer.isEmpty() ? null : encode(batch, layer.get(batch.key().tileId())));
    }
    return tiles;
  }

  private static EncodedTile encode(PlannedBatch batch, Image image) {
    byte[] tif = TiffFile.encode(image);
    if (batch.fault() != null) {
      tif = batch.fault().damage(tif);
    }
    return Messages.batch(batch.batchId(), batch.key(), batch.layer(), tif);
  }

  /** Stops encoding. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
