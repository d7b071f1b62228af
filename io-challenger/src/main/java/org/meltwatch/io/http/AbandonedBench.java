package org.meltwatch.io.http;

import java.io.Serializable;
import org.meltwatch.io.wire.Origin;

/**
 * A bench whose challenger is gone: only what was received of it is there.
 *
 * @param bench the bench
 */
public record AbandonedBench(Bench bench) implements Origin, Serializable {

  @Override
  public String described() {
    return bench.described() + ", which is gone";
  }
}
