package org.meltwatch.io.lane;

import java.io.Serializable;
import java.util.Locale;
import org.meltwatch.model.received.Outcomes;

/**
 * How many messages may be on their way at once.
 *
 * @param most of all lanes together; each has an equal share, at least one
 * @param outcomes tell which have reached their end
 */
public record InFlightLimit(int most, Outcomes outcomes) implements Serializable {

  public InFlightLimit {
    if (most < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "most (%d) must be positive", most));
    }
  }

  int ofLane(int lanes) {
    return Math.max(1, most / lanes);
  }
}
