package org.meltwatch.measure.detection;

import org.meltwatch.prints.synthetic.MadeBlemish;

/**
 * What has become of a blemish. Layers are counted from the blemish's first one, which is 1; 0 says
 * that it never was.
 *
 * @param seed of the print
 * @param blemish the blemish
 * @param strongest by how much it changes a point at most
 * @param points how many points it changes where it is strongest
 * @param found in which of its layers a region of a defect lay on it
 * @param minor when that defect had a level
 * @param stop when it had the highest one
 * @param isEdge whether it was found, and as part of edge defects alone
 */
public record BlemishOutcome(
    long seed,
    MadeBlemish blemish,
    int strongest,
    int points,
    int found,
    int minor,
    int stop,
    boolean isEdge) {

  public boolean isFound() {
    return found > 0;
  }

  public boolean isMinor() {
    return minor > 0;
  }

  public boolean isStop() {
    return stop > 0;
  }
}
