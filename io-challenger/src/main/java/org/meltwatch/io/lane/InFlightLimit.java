package org.meltwatch.io.lane;

import java.io.Serializable;
import java.util.Locale;
import org.meltwatch.model.received.Outcomes;

/**
 * How much may be on its way at once.
 *
 * @param most how many messages of all lanes together; each has an equal share, at least one
 * @param mostBytes how many bytes their images take unpacked, shared likewise: a lane with a
 *     message on its way hands on no other one once its share is used up
 * @param outcomes tell which have reached their end
 */
public record InFlightLimit(int most, long mostBytes, Outcomes outcomes) implements Serializable {

  public InFlightLimit {
    if (most < 1 || mostBytes < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "most (%d) and mostBytes (%d) must be positive", most, mostBytes));
    }
  }

  int ofLane(int lanes) {
    return Math.max(1, most / lanes);
  }

  long bytesOfLane(int lanes) {
    return Math.max(1, mostBytes / lanes);
  }
}
