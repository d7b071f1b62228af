package org.meltwatch.measure.results;

/**
 * How busy the machine was with other work during a run.
 *
 * @param average the load average of the last minute when the run began; -1 if not known
 * @param othersCores how many cores were at work for neither the run, its challenger nor the
 *     measurement; -1 if not known
 */
public record Load(double average, double othersCores) {

  /** More than this part of all cores at other work, and figures are no longer to be trusted. */
  public static final double BUSY = 0.1;

  /** True if others took too much of a machine of so many cores. */
  public boolean isBusy(int cores) {
    return othersCores > BUSY * cores;
  }
}
