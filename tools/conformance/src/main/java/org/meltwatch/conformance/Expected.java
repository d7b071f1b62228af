package org.meltwatch.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.rows.TileRow;
import org.meltwatch.record.rows.TopFiveAnswer;
import org.meltwatch.reference.ReferenceAnswers;
import org.meltwatch.reference.ReferenceAnswers.Answer;
import org.meltwatch.reference.ReferenceModel;

/**
 * The result files that the sequential reference model makes of all that a challenger hands out.
 *
 * @param files the contents of each answer's file, by its name
 * @param answers what the model says besides
 */
public record Expected(Map<String, String> files, ReferenceAnswers answers) {

  public Expected {
    files = Map.copyOf(files);
  }

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
    return new Expected(files(answers.answers()), answers);
  }

  /** The rows of some of the tiles alone. */
  Expected only(Predicate<TileHeader> tiles) {
    return new Expected(
        files(answers.answers().stream().filter(one -> tiles.test(one.header())).toList()),
        answers);
  }

  private static Map<String, String> files(List<Answer> answers) {
    return Map.of(
        SaturatedAnswer.TYPE.fileName(),
        file(
            SaturatedAnswer.TYPE,
            answers,
            answer -> SaturatedAnswer.row(answer.header(), answer.saturated(), 0)),
        TopFiveAnswer.TYPE.fileName(),
        file(
            TopFiveAnswer.TYPE,
            answers,
            answer -> TopFiveAnswer.row(answer.header(), answer.ranking().top(), 0)),
        ClustersAnswer.TYPE.fileName(),
        file(ClustersAnswer.TYPE, answers, answer -> ClustersAnswer.row(answer.result(), 0)));
  }

  /** Fails unless a results directory has exactly these files' contents. */
  public void requireIn(Path results, String said) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      assertEquals(
          file.getValue(),
          Files.readString(results.resolve(file.getKey())),
          () -> file.getKey() + ": " + said);
    }
  }

  private static Received received(EncodedTile tile, @Nullable String refusal) {
    Receipt receipt = new Receipt(0, 1, tile.batchId(), tile.batchId(), 0);
    return refusal == null
        ? new Batch(receipt, tile.batchId(), tile.key(), tile.layer(), tile.tif())
        : new RefusedBatch(
            receipt, tile.batchId(), tile.key(), tile.layer(), refusal, tile.message());
  }

  private static <R extends TileRow> String file(
      TileAnswer<R> type, List<Answer> answers, Function<Answer, R> row) {
    return answers.stream()
        .map(row.andThen(type::line))
        .collect(Collectors.joining("", type.head(), ""));
  }
}
