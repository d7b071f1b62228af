package org.meltwatch.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meltwatch.kernel.outliers.NaiveModel;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.reference.ReferenceAnswers.Answer;
import org.meltwatch.reference.ReferenceAnswers.Refused;
import org.meltwatch.reference.ReferenceAnswers.SkippedLayers;

class ReferenceModelTest {

  private static final DefectRules RULES = DefectRules.DEFAULT;
  private static final TileKey KEY = new TileKey("P", 3);
  private static final TileKey OTHER = new TileKey("P", 4);
  private static final String NO_TIFF = "file length (3) must be at least 8, a TIFF header";

  /** Powder with a hot rim at the bottom: every window has outliers. */
  private static Image layer(int layer) {
    Random random = new Random(layer);
    return Tiles.image(
        12, 9, (x, y) -> x < 8 ? random.nextInt(5000) : 20_000 + random.nextInt(45_000));
  }

  private static Batch batch(long seqId, int layer) {
    return Tiles.batch(seqId, KEY, layer, layer(layer));
  }

  private static Batch unreadable(long seqId, int layer) {
    return Tiles.batch(seqId, KEY, layer, new byte[3]);
  }

  private static TileHeader header(long seqId, int layer) {
    return new TileHeader(seqId, KEY, layer, seqId);
  }

  /** What the naive model gives for the tile, with a complete window below it. */
  private static Answer complete(long seqId, int layer) {
    OutlierList outliers =
        new NaiveModel(RULES).outliers(layer(layer), layer(layer - 1), layer(layer - 2));
    assertTrue(outliers.size() > 0, "the test's layers must have outliers");
    return naive(seqId, layer, outliers);
  }

  /** What it gives for the tile with an incomplete window. */
  private static Answer incomplete(long seqId, int layer) {
    return naive(seqId, layer, OutlierList.none());
  }

  private static Answer naive(long seqId, int layer, OutlierList outliers) {
    NaiveModel naive = new NaiveModel(RULES);
    TileHeader header = header(seqId, layer);
    return new Answer(
        new Ranking(header, naive.top(outliers)),
        new TileResult(header, naive.saturated(layer(layer)), naive.clusters(outliers)));
  }

  private static ReferenceAnswers answer(Received... received) {
    return ReferenceModel.answer(RULES, List.of(received));
  }

  private static ReferenceAnswers answers(Answer... answers) {
    return new ReferenceAnswers(List.of(answers), List.of(), List.of(), List.of(), List.of());
  }

  @Test
  void answer_layersInOrder_completesWindowsFromTheThird() {
    assertEquals(
        answers(incomplete(0, 0), incomplete(1, 1), complete(2, 2), complete(3, 3)),
        answer(batch(0, 0), batch(1, 1), batch(2, 2), batch(3, 3)));
  }

  @Test
  void answer_layerMissing_isSkippedAndBreaksTheWindow() {
    ReferenceAnswers expected =
        new ReferenceAnswers(
            List.of(
                incomplete(0, 0),
                incomplete(1, 1),
                complete(2, 2),
                incomplete(5, 5),
                incomplete(6, 6),
                complete(7, 7)),
            List.of(),
            List.of(),
            List.of(new SkippedLayers(KEY, 3, 2)),
            List.of());
    ReferenceAnswers actual =
        answer(batch(0, 0), batch(1, 1), batch(2, 2), batch(5, 5), batch(6, 6), batch(7, 7));
    assertEquals(expected, actual);
    assertEquals(2, actual.skippedLayers());
  }

  @Test
  void answer_skippedLayerComesAfterAll_isLateAndCompletesNothing() {
    assertEquals(
        new ReferenceAnswers(
            List.of(
                incomplete(0, 0),
                incomplete(1, 2),
                incomplete(2, 1),
                incomplete(3, 3),
                complete(4, 4)),
            List.of(header(2, 1)),
            List.of(),
            List.of(new SkippedLayers(KEY, 1, 1)),
            List.of()),
        answer(batch(0, 0), batch(1, 2), batch(2, 1), batch(3, 3), batch(4, 4)));
  }

  @Test
  void answer_sameLayerAgain_isDroppedAndChangesNothing() {
    assertEquals(
        new ReferenceAnswers(
            List.of(incomplete(0, 0), incomplete(1, 1), complete(3, 2)),
            List.of(),
            List.of(header(2, 0), header(4, 2)),
            List.of(),
            List.of()),
        answer(
            batch(0, 0),
            batch(1, 1),
            Tiles.batch(2, KEY, 0, Tiles.uniform(2, 2, 7)),
            batch(3, 2),
            batch(4, 2)));
  }

  @Test
  void answer_lateLayerAgain_isADuplicate() {
    assertEquals(
        new ReferenceAnswers(
            List.of(incomplete(0, 1), incomplete(1, 0)),
            List.of(header(1, 0)),
            List.of(header(2, 0)),
            List.of(new SkippedLayers(KEY, 0, 1)),
            List.of()),
        answer(batch(0, 1), batch(1, 0), batch(2, 0)));
  }

  @Test
  void answer_unreadableLayer_isRefusedAndBreaksTheWindowButIsNotSkipped() {
    assertEquals(
        new ReferenceAnswers(
            List.of(
                incomplete(0, 0),
                incomplete(1, 1),
                incomplete(3, 3),
                incomplete(4, 4),
                complete(5, 5)),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Refused(2L, KEY, 2, NO_TIFF))),
        answer(batch(0, 0), batch(1, 1), unreadable(2, 2), batch(3, 3), batch(4, 4), batch(5, 5)));
  }

  @Test
  void answer_unreadableLayerBeyondAGap_skipsOnlyTheLayersBetween() {
    assertEquals(
        new ReferenceAnswers(
            List.of(incomplete(0, 0), incomplete(2, 4)),
            List.of(),
            List.of(),
            List.of(new SkippedLayers(KEY, 1, 2)),
            List.of(new Refused(1L, KEY, 3, NO_TIFF))),
        answer(batch(0, 0), unreadable(1, 3), batch(2, 4)));
  }

  @Test
  void answer_refusedLayerComesReadableAfterAll_isLate() {
    assertEquals(
        new ReferenceAnswers(
            List.of(incomplete(1, 0), incomplete(2, 1)),
            List.of(header(1, 0)),
            List.of(),
            List.of(),
            List.of(new Refused(0L, KEY, 0, NO_TIFF))),
        answer(unreadable(0, 0), batch(1, 0), batch(2, 1)));
  }

  @Test
  void answer_unreadableBatchOfAProcessedLayer_isRefusedAndBreaksNothing() {
    assertEquals(
        new ReferenceAnswers(
            List.of(incomplete(0, 0), incomplete(1, 1), complete(3, 2)),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Refused(2L, KEY, 1, NO_TIFF))),
        answer(batch(0, 0), batch(1, 1), unreadable(2, 1), batch(3, 2)));
  }

  @Test
  void answer_anotherSizeThanTheFirstTiles_isRefusedLikeAnUnreadableLayer() {
    Image small = Tiles.uniform(2, 2, 7);
    String reason = "size (Image[2 x 2]) must be that of the first tile of P/3 (Image[12 x 9])";
    assertEquals(
        new ReferenceAnswers(
            List.of(incomplete(0, 0), incomplete(1, 1), incomplete(3, 3)),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Refused(2L, KEY, 2, reason))),
        answer(batch(0, 0), batch(1, 1), Tiles.batch(2, KEY, 2, small), batch(3, 3)));
  }

  @Test
  void answer_brokenMessageWithKeyAndLayer_isRefusedLikeAnUnreadableLayer() {
    assertEquals(
        new ReferenceAnswers(
            List.of(incomplete(0, 0), incomplete(2, 2)),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Refused(1L, KEY, 1, "no tif"))),
        answer(batch(0, 0), broken(1L, KEY, 1), batch(2, 2)));
  }

  @Test
  void answer_brokenMessageWithoutLayer_isRefusedAndBreaksNothing() {
    assertEquals(
        new ReferenceAnswers(
            List.of(incomplete(0, 0), incomplete(1, 1), complete(2, 2)),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Refused(null, KEY, null, "no tif"))),
        answer(
            batch(0, 0),
            batch(1, 1),
            new RefusedBatch(receipt(1), null, KEY, null, "no tif", new byte[0]),
            batch(2, 2)));
  }

  private static RefusedBatch broken(long seqId, TileKey key, int layer) {
    return new RefusedBatch(receipt(seqId), seqId, key, layer, "no tif", new byte[0]);
  }

  private static Receipt receipt(long position) {
    return new Receipt(0, 1, position, position + 1, position);
  }

  @Test
  void answer_laterFirstLayer_refusesLayersBelowIt() {
    DefectRules rules = new DefectRules(5000, 65_000, 6000, 20, 5, 98);
    assertEquals(
        new ReferenceAnswers(
            List.of(incomplete(1, 98), incomplete(2, 99), complete(3, 100)),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Refused(0L, KEY, 97, "layer (97) must be at least 98"))),
        ReferenceModel.answer(
            rules, List.of(batch(0, 97), batch(1, 98), batch(2, 99), batch(3, 100))));
  }

  @Test
  void answer_lastLayerThereIs_skipsAllBelowWithoutOverflow() {
    int last = Integer.MAX_VALUE;
    assertEquals(
        new ReferenceAnswers(
            List.of(incomplete(0, last), incomplete(1, last - 1)),
            List.of(header(1, last - 1)),
            List.of(),
            List.of(new SkippedLayers(KEY, 0, last)),
            List.of()),
        answer(batch(0, last), batch(1, last - 1)));
  }

  @Test
  void answer_severalTileKeys_keepsThemApart() {
    List<Received> both = new ArrayList<>();
    for (int layer = 0; layer < 3; layer++) {
      both.add(batch(2L * layer, layer));
      both.add(Tiles.batch(2L * layer + 1, OTHER, 10 * layer, layer(layer)));
    }
    ReferenceAnswers actual = ReferenceModel.answer(RULES, both);
    assertEquals(
        List.of(incomplete(0, 0), incomplete(2, 1), complete(4, 2)),
        actual.answers().stream().filter(answer -> answer.header().key().equals(KEY)).toList());
    assertEquals(
        List.of(new SkippedLayers(OTHER, 1, 9), new SkippedLayers(OTHER, 11, 9)), actual.skipped());
  }

  @Test
  void answer_laneEnd_changesNothing() {
    Receipt end = new Receipt(0, 1, 1, Receipt.NOTHING_MORE, 1);
    assertEquals(answers(incomplete(0, 0)), answer(batch(0, 0), new LaneEnd(end)));
  }

  @Test
  void receive_smallerSeqIdThanBefore_isTheCallersMistake() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> answer(batch(5, 0), batch(4, 1)));
    assertEquals("seqId (4) must not be below the one before (5)", e.getMessage());
  }

  @Test
  void answer_manyRandomLayers_equalsNaiveModel() {
    List<Batch> batches = Stream.iterate(0, n -> n + 1).limit(40).map(n -> batch(n, n)).toList();
    List<Answer> expected =
        batches.stream()
            .map(batch -> batch.layer())
            .map(layer -> layer < 2 ? incomplete(layer, layer) : complete(layer, layer))
            .toList();
    assertEquals(expected, ReferenceModel.answer(RULES, batches).answers());
  }
}
