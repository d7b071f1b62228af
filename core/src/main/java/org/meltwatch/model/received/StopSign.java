package org.meltwatch.model.received;

import java.io.Serializable;

/**
 * Tells a lane, wherever it is read, that the run is to end: then it asks for nothing more, hands
 * on what it has asked for, and ends as it does where there is nothing more.
 */
@FunctionalInterface
public interface StopSign extends Serializable {

  /** The sign of a run that ends by itself alone. */
  StopSign NEVER = () -> false;

  /** True from some moment on, for ever; may be somewhat behind. */
  boolean isUp();
}
