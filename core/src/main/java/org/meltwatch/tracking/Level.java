package org.meltwatch.tracking;

/** How serious a defect is, by its height. */
public enum Level {
  MINOR,
  MAJOR,
  STOP
}
