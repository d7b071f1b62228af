package org.meltwatch.sdf;

import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.joda.time.Instant;

/**
 * Says when its element is, once, with what Beam gives a DoFn that declares as little as it may.
 */
@DoFn.UnboundedPerElement
class StampFn extends DoFn<String, String> {

  @GetInitialRestriction
  public OffsetRange initialRestriction() {
    return new OffsetRange(0, 1);
  }

  @ProcessElement
  public void process(
      @Element String element,
      @Timestamp Instant timestamp,
      RestrictionTracker<OffsetRange, Long> tracker,
      OutputReceiver<String> outputs) {
    if (tracker.tryClaim(0L)) {
      outputs.output(element + " at " + timestamp.getMillis());
    }
  }
}
