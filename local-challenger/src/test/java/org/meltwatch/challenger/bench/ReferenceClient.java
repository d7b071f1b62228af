package org.meltwatch.challenger.bench;

import java.util.List;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.results.PostedResult;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.reference.ReferenceModel;

/**
 * Answers a whole bench correctly, one batch after the other: something to look at on the
 * dashboard.
 */
final class ReferenceClient {

  private ReferenceClient() {}

  /** What the reference model says about the batches, in their order. */
  static List<OurResult> results(List<EncodedTile> tiles) {
    List<Batch> received =
        tiles.stream()
            .map(
                tile ->
                    new Batch(
                        new Receipt(0, 1, tile.batchId(), tile.batchId(), 0),
                        tile.batchId(),
                        tile.key(),
                        tile.layer(),
                        tile.tif()))
            .toList();
    return ReferenceModel.answer(DefectRules.DEFAULT, received).answers().stream()
        .map(answer -> posted(answer.result()))
        .toList();
  }

  private static OurResult posted(TileResult result) {
    return new OurResult(
        result.header().seqId(),
        0,
        result.header().key().printId(),
        result.header().key().tileId(),
        result.saturated(),
        result.clusters().stream()
            .map(cluster -> new PostedResult.Centroid(cluster.x(), cluster.y(), cluster.count()))
            .toList());
  }

  /**
   * Arguments: layers, how many batches of the last layer are left unanswered, seed. Serves until
   * killed.
   */
  public static void main(String[] arguments) throws Exception {
    int layers = Integer.parseInt(arguments[0]);
    int unanswered = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    Print print = new SyntheticPrint("SYN" + seed, layers, new Grid(4, 4), 500, seed);
    LocalChallenger challenger = LocalChallenger.start(Settings.of(print).withPort(18867));
    TestClient client = new TestClient(challenger.url());
    String ended = client.begin("reference <model> & all");
    List<OurResult> results = results(challenger.tiles());
    for (OurResult result : results) {
      client.next(ended);
      client.postResult(ended, result);
    }
    client.end(ended);
    String running = client.begin("still running");
    for (OurResult result : results.subList(0, results.size() - unanswered)) {
      client.next(running);
      client.postResult(running, result);
    }
    System.out.println(challenger.url() + " " + ended + " " + running);
    Thread.sleep(Long.MAX_VALUE);
  }
}
