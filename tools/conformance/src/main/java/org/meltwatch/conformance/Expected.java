package org.meltwatch.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.rows.TileRow;
import org.meltwatch.record.rows.TopFiveAnswer;
import org.meltwatch.reference.ReferenceAnswers;
import org.meltwatch.reference.ReferenceListener;
import org.meltwatch.reference.ReferenceModel;
import org.meltwatch.tracking.LayerReport;
import org.meltwatch.tracking.PlateReport;
import org.meltwatch.tracking.TrackingRules;
import org.meltwatch.tracking.TrackingSettings;

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

  /** What must come of a challenger's tiles on a plate, with the settings that runs have. */
  public static Expected of(LocalChallenger challenger, Plate plate) {
    return of(challenger.tiles(), plate, Map.of());
  }

  /**
   * What must come of these tiles on a plate, with the settings that runs have.
   *
   * @param cut what is said of those that came without their end, by batch id
   */
  static Expected of(List<EncodedTile> tiles, Plate plate, Map<Long, String> cut) {
    DefectRules rules = DefectRules.DEFAULT;
    TrackingSettings settings =
        new TrackingSettings(plate, TrackingRules.DEFAULT, rules, TrackingSettings.MAX_OPEN_LAYERS);
    return of(tiles, rules, cut).withDefects(tiles, settings, cut);
  }

  /**
   * The same with the defects that these tiles show.
   *
   * @param cut what is said of those that came without their end, by batch id
   */
  public Expected withDefects(
      List<EncodedTile> tiles, TrackingSettings settings, Map<Long, String> cut) {
    List<LayersAnswer.Layer> layers = new ArrayList<>();
    TreeMap<DefectsAnswer.Grown, DefectsAnswer.Grown> defects =
        new TreeMap<>(DefectsAnswer.TYPE.order());
    List<AlertsAnswer.Raised> alerts = new ArrayList<>();
    List<QualityAnswer.DisturbedLayer> quality = new ArrayList<>();
    ReferenceListener listener =
        new ReferenceAnswers.Collector() {
          @Override
          public void reported(PlateReport report) {
            if (report instanceof LayerReport layer) {
              layers.add(LayersAnswer.row(layer, 0));
              alerts.addAll(AlertsAnswer.rows(layer, 0));
              quality.addAll(QualityAnswer.rows(layer, 0));
              DefectsAnswer.rows(layer, 0)
                  .forEach(row -> defects.merge(row, row, DefectsAnswer.TYPE::latest));
            }
          }
        };
    try (ReferenceModel model =
        new ReferenceModel(settings.points(), Clustering.INDEXED, settings, listener)) {
      batches(tiles, cut).forEach(model::receive);
      model.finish();
    }
    Map<String, String> all = new HashMap<>(files);
    put(all, LayersAnswer.TYPE, layers);
    put(all, DefectsAnswer.TYPE, defects.values());
    put(all, AlertsAnswer.TYPE, alerts);
    put(all, QualityAnswer.TYPE, quality);
    return new Expected(all, answers);
  }

  private static <R extends AnswerRow> void put(
      Map<String, String> files, Answer<R> type, Collection<R> rows) {
    files.put(
        type.fileName(),
        rows.stream()
            .filter(type::isShown)
            .sorted(type.order())
            .map(type::line)
            .collect(Collectors.joining("", type.head(), "")));
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
    ReferenceAnswers answers = ReferenceModel.answer(rules, batches(tiles, cut));
    return new Expected(files(answers.answers()), answers);
  }

  /** The rows of some of the tiles alone. */
  Expected only(Predicate<TileHeader> tiles) {
    return new Expected(
        files(answers.answers().stream().filter(one -> tiles.test(one.header())).toList()),
        answers);
  }

  private static Map<String, String> files(List<ReferenceAnswers.Answer> answers) {
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

  private static List<Received> batches(List<EncodedTile> tiles, Map<Long, String> cut) {
    return tiles.stream()
        .sorted(Comparator.comparingLong(EncodedTile::batchId))
        .map(tile -> received(tile, cut.get(tile.batchId())))
        .toList();
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
      TileAnswer<R> type,
      List<ReferenceAnswers.Answer> answers,
      Function<ReferenceAnswers.Answer, R> row) {
    return answers.stream()
        .map(row.andThen(type::line))
        .collect(Collectors.joining("", type.head(), ""));
  }
}
