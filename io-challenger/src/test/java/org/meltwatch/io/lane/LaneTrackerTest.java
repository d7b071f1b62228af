package org.meltwatch.io.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker.IsBounded;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker.Progress;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.junit.jupiter.api.Test;

final class LaneTrackerTest {

  private static final LaneRestriction WHOLE = LaneRestriction.whole(2, 4);

  private final LaneTracker tracker = new LaneTracker(WHOLE);

  @Test
  void trySplit_beforeAnyClaim_givesEverythingAway() {
    assertEquals(SplitResult.of(WHOLE.endingAt(0), WHOLE), tracker.trySplit(0));
    tracker.checkDone();
    assertFalse(tracker.tryClaim(at(0)));
  }

  @Test
  void trySplit_afterClaims_splitsBehindTheLastOne() {
    assertTrue(tracker.tryClaim(at(0)));
    assertTrue(tracker.tryClaim(at(1)));

    assertEquals(SplitResult.of(WHOLE.endingAt(2), WHOLE.startingAt(2)), tracker.trySplit(0));
    assertEquals(WHOLE.endingAt(2), tracker.currentRestriction());
    assertFalse(tracker.tryClaim(at(2)));
    tracker.checkDone();
  }

  @Test
  void trySplit_residual_goesOnWhereThePrimaryEnded() {
    assertTrue(tracker.tryClaim(at(0)));
    LaneTracker rest = new LaneTracker(tracker.trySplit(0).getResidual());

    assertTrue(rest.tryClaim(at(1)));
    assertTrue(rest.tryClaim(new LanePosition(2, true)));
    rest.checkDone();
    assertEquals(WHOLE.startingAt(1).endingAt(3), rest.currentRestriction());
  }

  @Test
  void trySplit_aheadOfTheReader_isRefused() {
    assertNull(tracker.trySplit(0.5));
    assertEquals(WHOLE, tracker.currentRestriction());
  }

  @Test
  void trySplit_afterTheEnd_isRefused() {
    assertTrue(tracker.tryClaim(new LanePosition(0, true)));
    assertNull(tracker.trySplit(0));
  }

  @Test
  void tryClaim_end_finishesTheRestriction() {
    assertTrue(tracker.tryClaim(at(0)));
    assertTrue(tracker.tryClaim(new LanePosition(1, true)));

    tracker.checkDone();
    assertEquals(IsBounded.BOUNDED, tracker.isBounded());
    assertEquals(Progress.from(2, 0), tracker.getProgress());
    assertFalse(tracker.tryClaim(at(2)));
  }

  @Test
  void tryClaim_outOfOrder_isAnError() {
    assertTrue(tracker.tryClaim(at(0)));
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> tracker.tryClaim(at(2)));
    assertEquals("position (2) must be the next one (1) of lane 2", error.getMessage());
  }

  @Test
  void checkDone_openRestriction_isAnError() {
    assertTrue(tracker.tryClaim(at(0)));
    assertThrows(IllegalStateException.class, tracker::checkDone);
    assertEquals(IsBounded.UNBOUNDED, tracker.isBounded());
    assertEquals(Progress.from(1, 1), tracker.getProgress());
  }

  @Test
  void isBounded_drainedLane_isBounded() {
    assertEquals(IsBounded.BOUNDED, new LaneTracker(WHOLE.drained()).isBounded());
  }

  @Test
  void coder_restriction_comesBackEqual() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(LaneRestrictionCoder.of(), WHOLE.startingAt(7));
    CoderProperties.coderDecodeEncodeEqual(
        LaneRestrictionCoder.of(), WHOLE.endingAt(9).startingAt(7).drained());
  }

  private static LanePosition at(long position) {
    return new LanePosition(position, false);
  }
}
