package org.meltwatch.pipeline;

import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.source.Settlement;

/** What has become of messages, by the part files as they were last polled. */
record FollowedSettlement(PartFollower follower) implements Settlement {

  @Override
  public boolean isSettled(@Nullable Long seqId, long receivedMicros, String origin) {
    return follower.isSettled(seqId, receivedMicros, origin);
  }

  @Override
  public boolean isRefused(String origin) {
    return follower.isRefused(origin);
  }

  @Override
  public boolean isSettled(TileKey key, int layer) {
    return follower.isSettled(key, layer);
  }
}
