package org.meltwatch.coders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meltwatch.model.ClaimedImage;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Image;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.RankedOutliers;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileImage;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileOutliers;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyEnd;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.model.received.Settled;
import org.meltwatch.model.received.Shortfall;

/** State and checkpoints outlive a version of the program: the bytes are pinned. */
class ModelCodersTest {

  private static final TileKey KEY = new TileKey("Plä", 3);
  private static final TileHeader HEADER = new TileHeader(258, KEY, 7, 9);
  private static final Receipt RECEIPT = new Receipt(1, 4, 2, 300, 9);
  private static final Tile TILE =
      new Tile(HEADER, new Image(1, 2, new short[] {1, (short) 65535}), 1);
  private static final OutlierList OUTLIERS =
      new OutlierList(new int[] {1}, new int[] {2}, new int[] {-3});

  private static final String KEY_HEX = "00000004506cc3a400000003";
  private static final String HEADER_HEX =
      "0000000000000102" + KEY_HEX + "00000007" + "0000000000000009";
  private static final String RECEIPT_HEX =
      "0000000100000004" + "0000000000000002" + "000000000000012c" + "0000000000000009";
  private static final String IMAGE_HEX = "00" + "0000000100000002" + "00000004" + "0100ffff";
  private static final String TILE_HEX = HEADER_HEX + "00000001" + IMAGE_HEX;
  private static final String OUTLIERS_HEX =
      "00000004" + "00000001" + "00000004" + "00000002" + "00000004" + "fffffffd";

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(TileKey.class, KEY, KEY_HEX),
        Arguments.of(TileHeader.class, HEADER, HEADER_HEX),
        Arguments.of(Receipt.class, RECEIPT, RECEIPT_HEX),
        Arguments.of(TileImage.class, TILE.image(), IMAGE_HEX),
        Arguments.of(
            TileImage.class, new ClaimedImage("c", 3, 4), "01" + "0000000300000004" + "0000000163"),
        Arguments.of(Tile.class, TILE, TILE_HEX),
        Arguments.of(LayerEvent.class, TILE, "00" + TILE_HEX),
        Arguments.of(LayerEvent.class, new Gap(2, 5, true), "01" + "0000000200000005" + "01"),
        Arguments.of(LayerEvent.class, new KeyEnd(8), "02" + "0000000000000008"),
        Arguments.of(LayerWindow.class, LayerWindow.incomplete(TILE), TILE_HEX + "00" + "00"),
        Arguments.of(
            LayerWindow.class,
            new LayerWindow(TILE, TILE, TILE),
            TILE_HEX + "01" + TILE_HEX + "01" + TILE_HEX),
        Arguments.of(OutlierList.class, OUTLIERS, OUTLIERS_HEX),
        Arguments.of(
            TileOutliers.class,
            new TileOutliers(HEADER, 4, OUTLIERS),
            HEADER_HEX + "00000004" + OUTLIERS_HEX),
        Arguments.of(
            RankedOutliers.class,
            new RankedOutliers(
                new TileOutliers(HEADER, 4, OUTLIERS), List.of(new Outlier(1, 2, 3))),
            HEADER_HEX + "00000004" + OUTLIERS_HEX + "00000001" + "000000010000000200000003"),
        Arguments.of(
            TileResult.class,
            new TileResult(HEADER, 4, List.of(new Cluster(5, 6, 7))),
            HEADER_HEX + "00000004" + "00000001" + "0000000500000000000000060000000000000007"),
        Arguments.of(
            Received.class,
            new Batch(RECEIPT, 258, KEY, 7, new byte[] {1, 2}),
            "00" + RECEIPT_HEX + "0000000000000102" + KEY_HEX + "00000007" + "000000020102"),
        Arguments.of(
            Received.class,
            new RefusedBatch(RECEIPT, null, KEY, 7, "no", new byte[] {1}),
            "01"
                + RECEIPT_HEX
                + "00"
                + "01"
                + KEY_HEX
                + "0100000007"
                + "000000026e6f"
                + "0000000101"),
        Arguments.of(
            Received.class,
            new LaneEnd(RECEIPT, new Shortfall(3, 1, null)),
            "02" + RECEIPT_HEX + "0000000000000003" + "0000000000000001" + "00"),
        Arguments.of(Received.class, new Settled(RECEIPT), "04" + RECEIPT_HEX),
        Arguments.of(
            Received.class,
            new ClaimedBatch(RECEIPT, 258, KEY, 7, "c"),
            "03" + RECEIPT_HEX + "0000000000000102" + KEY_HEX + "00000007" + "0000000163"),
        Arguments.of(RunEvent.class, new RunEvent.Duplicate(HEADER), "00" + HEADER_HEX),
        Arguments.of(RunEvent.class, new RunEvent.Late(HEADER), "01" + HEADER_HEX),
        Arguments.of(RunEvent.class, new RunEvent.AnsweredBefore(HEADER), "05" + HEADER_HEX),
        Arguments.of(
            RunEvent.class,
            new RunEvent.Skipped(KEY, 2, 3),
            "02" + KEY_HEX + "0000000200000003" + "00"),
        Arguments.of(
            RunEvent.class,
            new RunEvent.Refused("l", 258L, KEY, 7, "no", "f"),
            "03"
                + "000000016c"
                + "010000000000000102"
                + "01"
                + KEY_HEX
                + "0100000007"
                + "000000026e6f"
                + "0000000166"),
        Arguments.of(
            RunEvent.class,
            new RunEvent.LaneEnded(1, 4, 9, new Shortfall(2, 0, "no")),
            "04"
                + "0000000100000004"
                + "0000000000000009"
                + "0000000000000002"
                + "0000000000000000"
                + "01"
                + "000000026e6f"),
        Arguments.of(
            DeadLetter.class,
            new DeadLetter("l", null, null, null, "no", "tif", new byte[] {1}),
            "000000016c" + "000000" + "000000026e6f" + "00000003746966" + "0000000101"),
        Arguments.of(
            Arrival.class,
            new Arrival(RECEIPT, Arrival.Kind.TILE, KEY, 7, 258),
            RECEIPT_HEX
                + "000000045449"
                + "4c45"
                + "01"
                + KEY_HEX
                + "00000007"
                + "0000000000000102"
                + "00000000"
                + "00000000"));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void coder_ofValue_roundTripsThroughPinnedBytes(Class<T> type, T value, String hex)
      throws Exception {
    Coder<T> coder = registered(type);
    byte[] bytes = CoderUtils.encodeToByteArray(coder, value);

    assertEquals(hex, HexFormat.of().formatHex(bytes));
    assertEquals(value, CoderUtils.decodeFromByteArray(coder, bytes));
    assertSame(coder, SerializableUtils.clone(coder), "the constant itself");
    CoderProperties.coderConsistentWithEquals(coder, value, value);
    CoderProperties.coderDecodeEncodeEqual(coder, value);
    coder.verifyDeterministic();
  }

  @Test
  void decode_ofNegativeLength_isRefused() {
    InputStream bytes = new ByteArrayInputStream(HexFormat.of().parseHex("ffffffff"));
    IOException refused =
        assertThrows(IOException.class, () -> ModelCoders.OUTLIER_LIST.decode(bytes));
    assertEquals("length (-1) must not be negative", refused.getMessage());
  }

  @Test
  void encode_ofNull_isRefused() {
    assertThrows(
        CoderException.class, () -> CoderUtils.encodeToByteArray(ModelCoders.TILE_KEY, null));
  }

  @Test
  void decode_ofUnknownKind_isRefused() {
    CoderException refused =
        assertThrows(
            CoderException.class,
            () -> CoderUtils.decodeFromByteArray(MessageCoders.LAYER_EVENT, new byte[] {9}));
    assertEquals("kind (9) must be in [0, 2]", refused.getMessage());
  }

  private static <T> Coder<T> registered(Class<T> type) throws CannotProvideCoderException {
    return CoderRegistry.createDefault().getCoder(TypeDescriptor.of(type));
  }
}
