package org.meltwatch.sdf.dofn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.Coder.NonDeterministicException;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

final class SdfMarkCoderTest {

  private static final SdfMarkCoder<String> CODER =
      coder(OffsetRange.Coder.of(), InstantCoder.of());

  @Test
  void encode_midStream_givesThePinnedBytes() throws CoderException {
    SdfMark<String> mark =
        new SdfMark<>(
            300,
            new Lane.Residual(new OffsetRange(2, 9), Instant.ofEpochMilli(1)),
            Instant.ofEpochMilli(0),
            Instant.ofEpochMilli(1),
            List.of(TimestampedValue.of("x", Instant.ofEpochMilli(1))),
            SdfMark.Commit.NOTHING);
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "02" // version
                    + "ac02" // number of reads
                    + "8000000000000000" // watermark
                    + "8000000000000001" // next watermark
                    + "01" // there is a residual
                    + "0209" // its restriction
                    + "8000000000000001" // its estimator state
                    + "00000001" // one pending output
                    + "0178" // its value
                    + "8000000000000001"); // its timestamp
    assertArrayEquals(bytes, CoderUtils.encodeToByteArray(CODER, mark));
    assertEquals(mark, CoderUtils.decodeFromByteArray(CODER, bytes));
  }

  @Test
  void decode_end_roundTrips() throws CoderException {
    assertEquals(SdfMark.end(), CoderUtils.clone(CODER, SdfMark.<String>end()));
  }

  @Test
  void decode_noEstimatorState_roundTrips() throws CoderException {
    SdfMark<String> mark = SdfMark.start(new Lane.Residual(new OffsetRange(0, 1), null));
    assertEquals(mark, CoderUtils.clone(coder(OffsetRange.Coder.of(), VoidCoder.of()), mark));
  }

  @Test
  void decode_anotherVersion_isRefused() throws CoderException {
    byte[] bytes = CoderUtils.encodeToByteArray(CODER, SdfMark.end());
    bytes[0] = 3;
    CoderException refusal =
        assertThrows(CoderException.class, () -> CoderUtils.decodeFromByteArray(CODER, bytes));
    assertEquals("checkpoint mark has version 3: only version 2 can be read", refusal.getMessage());
  }

  @Test
  void verifyDeterministic_followsTheInnerCoders() throws NonDeterministicException {
    CODER.verifyDeterministic();
    assertThrows(
        NonDeterministicException.class,
        () -> coder(DoubleCoder.of(), InstantCoder.of()).verifyDeterministic());
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Restrictions and states are opaque.
  private static SdfMarkCoder<String> coder(Coder restrictions, Coder states) {
    return new SdfMarkCoder<>(restrictions, states, StringUtf8Coder.of());
  }
}
