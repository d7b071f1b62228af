package org.meltwatch.io;

import java.io.Serializable;

/**
 * How many messages may be on their way at once.
 *
 * @param most of all lanes together; each has an equal share, at least one
 * @param outcomes tell which have reached their end
 */
record InFlightLimit(int most, Outcomes outcomes) implements Serializable {

  InFlightLimit {
    FetchSettings.requirePositive("most", most);
  }

  int ofLane(int lanes) {
    return Math.max(1, most / lanes);
  }
}
