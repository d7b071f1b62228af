package org.meltwatch.kernel.clusters;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.meltwatch.model.DefectRules;

/** The implementations of {@link Clusterer}, by the names that options give them. */
public enum Clustering {
  /** {@link RowIndexedClusterer}: linear in practice. */
  INDEXED("indexed"),

  /** {@link CommonsMathClusterer}: the library's DBSCAN, quadratic; there to compare with. */
  COMMONS_MATH3("commons-math3");

  private final String optionName;

  Clustering(String optionName) {
    this.optionName = optionName;
  }

  /**
   * The implementation of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Clustering named(String name) {
    for (Clustering clustering : values()) {
      if (clustering.optionName.equals(name)) {
        return clustering;
      }
    }
    String names =
        Arrays.stream(values()).map(Clustering::optionName).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("clustering (%s) must be one of %s".formatted(name, names));
  }

  /** The name that options use. */
  public String optionName() {
    return optionName;
  }

  /** A clusterer with the rules' eps and min samples. */
  public Clusterer create(DefectRules rules) {
    return switch (this) {
      case INDEXED -> new RowIndexedClusterer(rules.eps(), rules.minSamples());
      case COMMONS_MATH3 -> new CommonsMathClusterer(rules.eps(), rules.minSamples());
    };
  }
}
