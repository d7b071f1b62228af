package org.meltwatch.conformance;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.record.rows.CsvRows;
import org.meltwatch.reference.ReferenceAnswers;
import org.meltwatch.reference.ReferenceAnswers.Answer;
import org.meltwatch.reference.ReferenceModel;

/**
 * The result files that the sequential reference model makes of all that a challenger hands out.
 *
 * @param q1 contents of q1.csv
 * @param q2 contents of q2.csv
 * @param q3 contents of q3.csv
 * @param answers what the model says besides
 */
public record Expected(String q1, String q2, String q3, ReferenceAnswers answers) {

  static Expected of(LocalChallenger challenger, DefectRules rules) {
    return of(challenger, rules, Map.of());
  }

  /**
   * What must come of a challenger's tiles when some came cut off.
   *
   * @param cut what is said of those that came without their end, by batch id
   */
  static Expected of(LocalChallenger challenger, DefectRules rules, Map<Long, String> cut) {
    return of(challenger.tiles(), rules, cut);
  }

  /**
   * What must come of these tiles, and of no others.
   *
   * @param cut what is said of those that came without their end, by batch id
   */
  public static Expected of(List<EncodedTile> tiles, DefectRules rules, Map<Long, String> cut) {
    List<Received> batches =
        tiles.stream()
            .sorted(Comparator.comparingLong(EncodedTile::batchId))
            .map(tile -> received(tile, cut.get(tile.batchId())))
            .toList();
    ReferenceAnswers answers = ReferenceModel.answer(rules, batches);
    return new Expected(
        CsvRows.q1Header()
            + rows(answers, answer -> CsvRows.q1(answer.header(), answer.saturated())),
        CsvRows.q2Header() + rows(answers, answer -> CsvRows.q2(answer.ranking())),
        CsvRows.q3Header() + rows(answers, answer -> CsvRows.q3(answer.result())),
        answers);
  }

  private static Received received(EncodedTile tile, @Nullable String refusal) {
    Receipt receipt = new Receipt(0, 1, tile.batchId(), tile.batchId(), 0);
    return refusal == null
        ? new Batch(receipt, tile.batchId(), tile.key(), tile.layer(), tile.tif())
        : new RefusedBatch(
            receipt, tile.batchId(), tile.key(), tile.layer(), refusal, tile.message());
  }

  private static String rows(ReferenceAnswers answers, Function<Answer, String> row) {
    return answers.answers().stream().map(row).collect(Collectors.joining());
  }
}
