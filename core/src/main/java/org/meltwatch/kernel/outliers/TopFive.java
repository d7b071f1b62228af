package org.meltwatch.kernel.outliers;

import java.util.ArrayList;
import java.util.List;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.Ranking;

/** Query 2's ranking. */
public final class TopFive {

  private TopFive() {}

  /** The outliers with the largest |N|, by descending |N|, equal |N| in scan order; at most 5. */
  public static List<Outlier> rank(OutlierList outliers) {
    int[] best = new int[Ranking.SIZE];
    int ranked = 0;
    int[] numerators = outliers.numerators();
    for (int i = 0; i < numerators.length; i++) {
      int size = Math.abs(numerators[i]);
      if (ranked < best.length) {
        ranked++;
      } else if (size <= Math.abs(numerators[best[ranked - 1]])) {
        continue;
      }
      int place = ranked - 1;
      for (; place > 0 && size > Math.abs(numerators[best[place - 1]]); place--) {
        best[place] = best[place - 1];
      }
      best[place] = i;
    }
    List<Outlier> top = new ArrayList<>(ranked);
    for (int place = 0; place < ranked; place++) {
      top.add(outliers.get(best[place]));
    }
    return top;
  }
}
