package org.meltwatch.io.spool;

import org.meltwatch.io.wire.Origin;

/**
 * A spool that an earlier run has kept.
 *
 * @param directory its name, as Beam's file systems name it
 */
public record KeptSpool(String directory) implements Origin {

  @Override
  public String described() {
    return "spool " + directory;
  }
}
