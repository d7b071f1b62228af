package org.meltwatch.challenger.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.meltwatch.prints.Print;

/** What goes wrong with tiles by chance, drawn before anything is handed out. */
public final class TileFaults {

  private static final Map<FaultRates.Kind, Fault.Kind> KINDS =
      Map.of(
          FaultRates.Kind.DROP, Fault.Kind.DROP,
          FaultRates.Kind.REPEAT, Fault.Kind.DUPLICATE,
          FaultRates.Kind.CORRUPT, Fault.Kind.CORRUPT,
          FaultRates.Kind.TRUNCATE, Fault.Kind.TRUNCATE);

  private TileFaults() {}

  /** The tiles of these prints that something befalls: at most one fault for each. */
  public static List<Fault> draw(FaultRates rates, List<Print> prints) {
    List<Fault> faults = new ArrayList<>();
    if (rates.isNone()) {
      return faults;
    }
    SplittableRandom random = new SplittableRandom(rates.seed());
    int layers = prints.stream().mapToInt(Print::layers).max().orElse(0);
    int tiles = prints.stream().mapToInt(print -> print.grid().tiles()).max().orElse(0);
    for (int layer = 0; layer < layers; layer++) {
      for (int tile = 0; tile < tiles; tile++) {
        double chance = random.nextDouble();
        for (FaultRates.Kind kind : FaultRates.Kind.values()) {
          Fault.Kind fault = KINDS.get(kind);
          double rate = fault == null ? 0 : rates.rate(kind);
          if (fault != null && chance >= 0 && chance < rate) {
            faults.add(new Fault(fault, layer, tile));
          }
          chance -= rate;
        }
      }
    }
    return faults;
  }

  /** The tiles in the order of handing out: none is further than the bound from its place. */
  public static <T> List<T> shuffled(List<T> tiles, FaultRates rates) {
    int bound = (int) rates.amount(FaultRates.Kind.SHUFFLE);
    double rate = rates.rate(FaultRates.Kind.SHUFFLE);
    if (rate == 0 || bound < 1) {
      return tiles;
    }
    SplittableRandom random = new SplittableRandom(rates.seed());
    List<T> shuffled = new ArrayList<>();
    // Shuffled in groups, so that nothing is carried on and on by one exchange after another.
    for (int from = 0; from < tiles.size(); from += bound + 1) {
      List<T> group =
          new ArrayList<>(tiles.subList(from, Math.min(tiles.size(), from + bound + 1)));
      for (int i = group.size() - 1; i > 0; i--) {
        if (random.nextDouble() < rate) {
          int other = random.nextInt(i + 1);
          T moved = group.set(i, group.get(other));
          group.set(other, moved);
        }
      }
      shuffled.addAll(group);
    }
    return shuffled;
  }
}
