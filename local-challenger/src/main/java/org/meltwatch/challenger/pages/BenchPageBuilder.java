package org.meltwatch.challenger.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.bench.BatchState;
import org.meltwatch.challenger.bench.Bench;
import org.meltwatch.challenger.http.RefusedRequest;
import org.meltwatch.challenger.results.PostedResult;
import org.meltwatch.prints.Print;

/** Puts a bench's page together for one print. */
final class BenchPageBuilder {

  private final Bench bench;
  private final Print print;
  private final List<Print> prints;
  private final List<BatchState> batches;

  BenchPageBuilder(Bench bench, Print print, List<Print> prints) {
    this.bench = bench;
    this.print = print;
    this.prints = prints;
    this.batches =
        bench.batchStates().stream()
            .filter(batch -> batch.batch().key().printId().equals(print.id()))
            .toList();
  }

  /** The page with a layer's results; without a wish the newest layer that has a result. */
  BenchPage page(@Nullable Integer wish) {
    int layer = wish == null ? newestLayer() : wish;
    if (layer >= Math.max(1, print.layers())) {
      throw RefusedRequest.notFound(
          String.format(Locale.ROOT, "print has %d layers", print.layers()));
    }
    return new BenchPage(
        BenchRow.of(bench),
        bench.request().queries().get(0),
        BenchPage.PrintLink.of(print),
        prints.stream()
            .filter(other -> !other.id().equals(print.id()))
            .map(BenchPage.PrintLink::of)
            .toList(),
        layer,
        layer + 1 < print.layers() ? layer + 1 : null,
        layer > 0 ? layer - 1 : null,
        print.layers() - 1,
        cells(layer));
  }

  private int newestLayer() {
    return batches.stream()
        .filter(batch -> batch.result() != null)
        .mapToInt(batch -> batch.batch().layer())
        .max()
        .orElse(0);
  }

  private static long outliers(PostedResult result) {
    return result.readable().stream().mapToLong(PostedResult.Centroid::count).sum();
  }

  private List<BenchPage.Cell> cells(int layer) {
    Map<Integer, BatchState> byTile = new TreeMap<>();
    for (BatchState batch : batches) {
      if (batch.batch().layer() == layer) {
        byTile.merge(
            batch.batch().key().tileId(),
            batch,
            (first, second) -> first.result() == null ? second : first);
      }
    }
    List<BenchPage.Cell> cells = new ArrayList<>();
    for (int tileId = 0; tileId < print.grid().tiles(); tileId++) {
      cells.add(cell(tileId, byTile.get(tileId)));
    }
    return cells;
  }

  private static BenchPage.Cell cell(int tileId, @Nullable BatchState batch) {
    if (batch == null) {
      return BenchPage.Cell.without(tileId, null, "not in this bench");
    }
    long batchId = batch.batch().batchId();
    PostedResult result = batch.result();
    if (result == null) {
      String text = batch.handedOut() ? "no result yet" : "not handed out yet";
      return BenchPage.Cell.without(tileId, batchId, text);
    }
    return answered(tileId, batchId, result);
  }

  private static BenchPage.Cell answered(int tileId, long batchId, PostedResult result) {
    List<PostedResult.Centroid> clusters = result.centroids();
    long largest =
        result.readable().stream().mapToLong(PostedResult.Centroid::count).max().orElse(0);
    return new BenchPage.Cell(
        tileId,
        batchId,
        true,
        "",
        result.remarks(),
        shown(result.saturated()),
        shown(clusters == null ? null : (long) clusters.size()),
        shown(clusters == null ? null : outliers(result)),
        shown(clusters == null ? null : largest));
  }

  private static String shown(@Nullable Long number) {
    return number == null ? "?" : String.valueOf(number);
  }
}
