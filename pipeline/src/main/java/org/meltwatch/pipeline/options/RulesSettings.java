package org.meltwatch.pipeline.options;

import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.model.DefectRules;

/**
 * What a defect is.
 *
 * @param rules the thresholds
 * @param clustering which implementation clusters
 */
public record RulesSettings(DefectRules rules, Clustering clustering) {

  /**
   * The settings that the options come to.
   *
   * @throws IllegalArgumentException if thresholds contradict each other, or there is no such
   *     clusterer
   */
  public static RulesSettings of(RulesOptions options) {
    return new RulesSettings(
        new DefectRules(
            options.getVoidBelow(),
            options.getSaturatedAbove(),
            options.getOutlierAbove(),
            options.getEps(),
            options.getMinSamples(),
            options.getFirstLayer()),
        Clustering.named(options.getClusterer()));
  }
}
