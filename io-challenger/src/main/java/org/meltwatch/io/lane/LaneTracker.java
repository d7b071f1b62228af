package org.meltwatch.io.lane;

import java.util.Locale;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.jspecify.annotations.Nullable;

/**
 * Tracks a lane's dense positions: each is claimed exactly once and in order. Claiming the lane's
 * end finishes the restriction. A lane can be checkpointed after any position, but not split
 * further ahead: nobody knows what will stand there, and one lane is read by one reader.
 */
public final class LaneTracker extends RestrictionTracker<LaneRestriction, LanePosition>
    implements RestrictionTracker.HasProgress {

  private LaneRestriction restriction;
  private long next;

  public LaneTracker(LaneRestriction restriction) {
    this.restriction = restriction;
    this.next = restriction.from();
  }

  @Override
  public boolean tryClaim(LanePosition claimed) {
    if (claimed.position() >= restriction.to()) {
      return false;
    }
    if (claimed.position() != next) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "position (%d) must be the next one (%d) of lane %d",
              claimed.position(),
              next,
              restriction.lane()));
    }
    next++;
    if (claimed.last()) {
      restriction = restriction.endingAt(next);
    }
    return true;
  }

  @Override
  public LaneRestriction currentRestriction() {
    return restriction;
  }

  @Override
  public @Nullable SplitResult<LaneRestriction> trySplit(double fractionOfRemainder) {
    if (fractionOfRemainder > 0 || next >= restriction.to()) {
      return null;
    }
    LaneRestriction residual = restriction.startingAt(next);
    restriction = restriction.endingAt(next);
    return SplitResult.of(restriction, residual);
  }

  @Override
  public void checkDone() {
    if (next < restriction.to()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "lane %d must be claimed up to %d, but was claimed up to %d",
              restriction.lane(),
              restriction.to(),
              next));
    }
  }

  @Override
  public IsBounded isBounded() {
    return restriction.isUnbounded() ? IsBounded.UNBOUNDED : IsBounded.BOUNDED;
  }

  /** In messages; of a lane whose end is not known at least one is expected. */
  @Override
  public Progress getProgress() {
    long remaining = restriction.to() == LaneRestriction.OPEN ? 1 : restriction.to() - next;
    return Progress.from((double) (next - restriction.from()), (double) remaining);
  }
}
