package org.meltwatch.measure.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.Image;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.BlemishKind;
import org.meltwatch.prints.synthetic.BlemishTrace;
import org.meltwatch.prints.synthetic.MadeBlemish;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.tracking.Family;

/** Small places on even ground: some of them said to be made, and others not. */
class MatchingTest {

  private static final int SIZE = 100;
  private static final int LAYERS = 14;

  private int ground = 20_000;
  private final List<MadeBlemish> drawn = new ArrayList<>();
  private final List<MadeBlemish> said = new ArrayList<>();

  @Test
  void outcome_ofAHotSpot_tellsWhenItWasFoundAndHadALevel() {
    made(new MadeBlemish(BlemishKind.HOT_SPOT, 30, 30, 2, 30_000, 3, 7));
    BlemishOutcome outcome = score().outcomes().get(0);
    assertEquals(1, outcome.found());
    assertEquals(3, outcome.minor());
    assertEquals(0, outcome.stop());
    assertEquals(false, outcome.isEdge());
  }

  @Test
  void outcome_ofABlemishThatShowsNothing_isNotFound() {
    said.add(new MadeBlemish(BlemishKind.LACK_OF_FUSION, 30, 30, 2, -14_000, 3, 7));
    BlemishOutcome outcome = score().outcomes().get(0);
    assertEquals(List.of(0, 0, 0), List.of(outcome.found(), outcome.minor(), outcome.stop()));
  }

  /** The family must fit: a cold place is no hot spot. */
  @Test
  void outcome_ofAnotherFamily_isNotFound() {
    drawn.add(new MadeBlemish(BlemishKind.LACK_OF_FUSION, 30, 30, 2, -14_900, 3, 7));
    said.add(new MadeBlemish(BlemishKind.HOT_SPOT, 30, 30, 2, 30_000, 3, 7));
    Score score = score();
    assertEquals(0, score.outcomes().get(0).found());
    assertEquals(List.of(FalseDefect.Cause.HALO), alarms(score, Family.COLD));
  }

  @Test
  void outcomes_ofBlemishesThatTheFirstOrLastLayersCut_areLeftOut() {
    made(new MadeBlemish(BlemishKind.HOT_SPOT, 30, 30, 2, 30_000, 1, 5));
    made(new MadeBlemish(BlemishKind.HOT_SPOT, 70, 70, 2, 30_000, 8, LAYERS - 2));
    Score score = score();
    assertEquals(List.of(), score.outcomes());
    assertEquals(List.of(), alarms(score, Family.HOT));
  }

  @Test
  void falseDefects_ofAPlaceThatNobodyMade_areCountedWithTheirCause() {
    drawn.add(new MadeBlemish(BlemishKind.LACK_OF_FUSION, 70, 70, 2, -14_900, 3, 7));
    Score score = score();
    assertEquals(List.of(FalseDefect.Cause.NOISE), alarms(score, Family.COLD));
    assertEquals(100.0 / LAYERS, score.falseAlarms());
  }

  /** Beyond the plate all counts as 0, so its border seems hot: a defect, but never an alarm. */
  @Test
  void falseDefects_atTheEndOfThePlate_areEdgesWithoutALevel() {
    ground = 50_000;
    Score score = score();
    assertEquals(List.of(), alarms(score, Family.HOT));
    assertTrue(!score.falseDefects().isEmpty());
    assertTrue(
        score.falseDefects().stream().allMatch(one -> one.cause() == FalseDefect.Cause.EDGE));
  }

  private void made(MadeBlemish blemish) {
    drawn.add(blemish);
    said.add(blemish);
  }

  private Score score() {
    SyntheticPrint print = new SyntheticPrint("SYN", LAYERS, new Grid(1, 1), SIZE, 1);
    List<List<Image>> layers = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      layers.add(List.of(image(layer)));
    }
    Map<MadeBlemish, BlemishTrace> made = new LinkedHashMap<>();
    said.forEach(one -> made.put(one, new BlemishTrace(one, 13, 10_000)));
    return new Score.Trials(List.of(new MadePrint(print, layers, made))).score(Rules.DEFAULT);
  }

  private Image image(int layer) {
    short[] pixels = new short[SIZE * SIZE];
    for (int x = 0; x < SIZE; x++) {
      for (int y = 0; y < SIZE; y++) {
        int value = ground;
        for (MadeBlemish one : drawn) {
          boolean isIn = Math.hypot(x - (double) one.x(), y - (double) one.y()) <= one.radius();
          boolean isThen = layer >= one.firstLayer() && layer <= one.lastLayer();
          value += isIn && isThen ? one.heat() : 0;
        }
        pixels[x * SIZE + y] = (short) value;
      }
    }
    return new Image(SIZE, SIZE, pixels);
  }

  private static List<FalseDefect.Cause> alarms(Score score, Family family) {
    return score.falseDefects().stream()
        .filter(one -> one.isAlarm() && one.defect().family() == family)
        .map(FalseDefect::cause)
        .toList();
  }
}
