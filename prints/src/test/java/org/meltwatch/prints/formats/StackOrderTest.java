package org.meltwatch.prints.formats;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Descriptions as ImageJ, OME writers and tifffile leave them. */
final class StackOrderTest {

  private static StackOrder order(String description, int images) {
    return StackOrder.of(description, 64, 48, images);
  }

  private static void assertLayers(String description, int images) {
    assertDoesNotThrow(() -> order(description, images).requireLayers());
  }

  private static void assertRefused(String counted, String description, int images) {
    UnreadableFileException refusal =
        assertThrows(
            UnreadableFileException.class, () -> order(description, images).requireLayers());
    assertEquals(
        "it is a stack of "
            + counted
            + ", and which of its images are layers is not clear: save a stack of one channel and"
            + " one series (ImageJ: Image > Color > Split Channels)",
        refusal.getMessage());
  }

  @Test
  void requireLayers_ofOneSeries_isContent() {
    assertLayers("", 12);
    assertLayers("ImageJ=1.53t\nimages=12\nslices=12\nloop=false\n", 12);
    assertLayers("ImageJ=1.53t\nimages=12\nframes=12\n", 12);
    assertLayers("{\"shape\": [12, 64, 48]}", 12);
    assertLayers("{\"shape\": [12, 1, 64, 48]}", 12);
    assertLayers("{\"shape\": [12, 64, 48, 3]}", 12);
    assertLayers("<OME><Pixels SizeC=\"3\" SizeT=\"1\" SizeZ=\"12\"/></OME>", 12);
    assertLayers("<OME><Pixels SizeC=\"1\" SizeT=\"1\" SizeZ=\"12\"/></OME>", 12);
  }

  @Test
  void requireLayers_ofSomethingElse_isContent() {
    assertLayers("{\"shape\": [12, 2, 99, 99]}", 24);
    assertLayers("ImageJ=1.53t\nimages=1\nchannels=3\n", 1);
  }

  @Test
  void requireLayers_ofSeveralSeries_asks() {
    assertRefused(
        "2 channels by 12 slices", "ImageJ=1.53t\nimages=24\nchannels=2\nslices=12\n", 24);
    assertRefused("3 channels", "ImageJ=1.53t\nimages=3\nchannels=3\n", 3);
    assertRefused("12 slices by 2 frames", "ImageJ=1.53t\nimages=24\nslices=12\nframes=2\n", 24);
    assertRefused("12 (axis 0) by 2 (axis 1)", "{\"shape\": [12, 2, 64, 48]}", 24);
    assertRefused(
        "2 channels by 12 slices",
        "<?xml?><OME><Pixels SizeC=\"2\" SizeT=\"1\" SizeZ=\"12\"/></OME>",
        24);
  }
}
