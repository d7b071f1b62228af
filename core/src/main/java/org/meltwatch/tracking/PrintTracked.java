package org.meltwatch.tracking;

import org.meltwatch.model.layers.RunEvent;

/**
 * Word that all layers of a print are closed.
 *
 * @param event the print, how many layers it had, and what was off its plate
 */
public record PrintTracked(RunEvent.Tracked event) implements PlateReport {

  @Override
  public String printId() {
    return event.printId();
  }
}
