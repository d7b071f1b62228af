package org.meltwatch.io.kafka.lane;

import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.io.wire.Message;
import org.meltwatch.model.received.Shortfall;

/**
 * What stands at a position of a lane.
 *
 * @param message the message, or the word that the lane has ended
 * @param floor the least that can come after it
 * @param receivedMicros when it was received; 0 if nobody can tell
 * @param claim names its record; null if there is no image in it
 * @param shortfall what was not heard; of a lane's end
 */
record Item(
    Message message,
    Floor floor,
    long receivedMicros,
    @Nullable String claim,
    Shortfall shortfall) {

  static Item end(Shortfall shortfall) {
    return new Item(new Message.End(), Floor.END, 0, null, shortfall);
  }

  /** A lane that ends before its last word. */
  static Item givenUp(String why) {
    return end(new Shortfall(0, 0, why));
  }

  boolean isEnd() {
    return message instanceof Message.End;
  }
}
