package org.meltwatch.record.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.worker.WorkerState;

final class PicturesTest {

  private static final int VOID_BELOW = 5000;
  private static final OutlierList TWO =
      new OutlierList(new int[] {3, 40_000}, new int[] {5, 7}, new int[] {9_000_000, -8_000_000});

  private final Image image = PreviewTest.image(new Random(3), 10, 7);

  @TempDir private Path dir;

  @BeforeEach
  @AfterEach
  void forgetFiles() throws InterruptedException {
    WorkerState.close();
  }

  @Test
  void poll_ofAPreviewAndOutliers_tellsThemAndReadsThem() throws Exception {
    write(Keep.PREVIEW, tile(6, 2));

    List<Entry> entries = poll(new Pictures(dir));
    Preview expected = Preview.of(image, VOID_BELOW);
    Entry preview = entries.get(0);
    assertEquals(2, entries.size());
    assertEquals(Entry.Kind.PREVIEW, preview.kind());
    assertEquals(tile(6, 2), preview.tile());
    assertEquals(10, preview.height());
    assertEquals(7, preview.width());
    assertEquals(expected.mean(), preview.mean());
    Preview read = Pictures.preview(preview.file(), preview.offset(), VOID_BELOW);
    assertArrayEquals(expected.values(), read.values());
    Entry outliers = entries.get(1);
    assertEquals(Entry.Kind.OUTLIERS, outliers.kind());
    assertEquals(2, outliers.found());
    assertArrayEquals(
        new int[] {3, 5, 15 * 512, 40_000, 7, -13 * 512},
        Pictures.outliers(outliers.file(), outliers.offset()));
  }

  @Test
  void poll_ofAFullImage_readsAllItsPointsAndAPreview() throws Exception {
    write(Keep.FULL, tile(1, 0));

    Entry entry = poll(new Pictures(dir)).get(0);
    assertEquals(Entry.Kind.FULL, entry.kind());
    assertEquals(image, Pictures.image(entry.file(), entry.offset()));
    assertArrayEquals(
        Preview.of(image, VOID_BELOW).values(),
        Pictures.preview(entry.file(), entry.offset(), VOID_BELOW).values());
  }

  @Test
  void poll_whileTheRunGrows_tellsEachEntryOnce() throws Exception {
    Pictures pictures = new Pictures(dir);
    assertEquals(List.of(), poll(pictures));
    write(Keep.PREVIEW, tile(1, 0));
    assertEquals(2, poll(pictures).size());
    assertEquals(List.of(), poll(pictures));
    write(Keep.PREVIEW, tile(2, 1));
    assertEquals(tile(2, 1), poll(pictures).get(0).tile());
    assertEquals(1, files().size());
  }

  @Test
  void poll_entryThatIsTorn_isNotThereBeforeItIsWhole() throws Exception {
    write(Keep.PREVIEW, tile(1, 0));
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {3, 20, 60, whole.length / 2}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertTrue(poll(new Pictures(dir)).size() < 2, "of " + length + " bytes");
    }
    Pictures pictures = new Pictures(dir);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertEquals(1, poll(pictures).size());
    Files.write(file, whole);
    assertEquals(Entry.Kind.OUTLIERS, poll(pictures).get(0).kind());
  }

  @Test
  void poll_fileOfSomethingElse_namesItAndReadsOthersOn() throws Exception {
    write(Keep.PREVIEW, tile(1, 0));
    Path other = files().get(0).resolveSibling("tiles-0.pack");
    Files.write(other, new byte[200]);
    Pictures pictures = new Pictures(dir);

    IOException failure = assertThrows(IOException.class, () -> poll(pictures));
    assertEquals(
        "pack file " + other + ", byte 0: no entry: it does not begin as one",
        failure.getMessage());
    assertEquals(2, poll(pictures).size());
  }

  @Test
  void preview_whoseBytesHaveChanged_isRefusedByItsChecksum() throws Exception {
    write(Keep.PREVIEW, tile(1, 0));
    Entry entry = poll(new Pictures(dir)).get(0);
    byte[] bytes = Files.readAllBytes(entry.file());
    bytes[60] ^= 1;
    Files.write(entry.file(), bytes);

    IOException failure =
        assertThrows(
            IOException.class, () -> Pictures.preview(entry.file(), entry.offset(), VOID_BELOW));
    assertTrue(failure.getMessage().endsWith("its checksum is another one"), failure.getMessage());
  }

  @Test
  void outliers_moreThanAreKept_areSpreadAndCounted() throws Exception {
    int many = 3 * EntryFormat.MOST_OUTLIERS;
    int[] places = new int[many];
    Arrays.setAll(places, at -> at);
    OutlierList outliers = new OutlierList(places, places, places);
    try (PictureWriter writer = new PictureWriter(dir, Keep.PREVIEW, VOID_BELOW)) {
      writer.outliers(tile(1, 0), outliers);
    }

    Entry entry = poll(new Pictures(dir)).get(0);
    int[] kept = Pictures.outliers(entry.file(), entry.offset());
    assertEquals(many, entry.found());
    assertEquals(3 * EntryFormat.MOST_OUTLIERS, kept.length);
    assertEquals(3, kept[3]);
  }

  @Test
  void saturated_pointsOfATile_areReadBackAsRuns() throws Exception {
    short[] pixels = new short[5 * 7];
    for (int at : new int[] {0, 6, 7, 16, 17, 18, 34}) {
      pixels[at] = (short) 65001;
    }
    pixels[20] = (short) 65000;
    Image hot = new Image(5, 7, pixels);
    try (PictureWriter writer = new PictureWriter(dir, Keep.PREVIEW, VOID_BELOW)) {
      writer.saturated(tile(1, 0), hot, 65000, 7);
      writer.saturated(tile(2, 1), hot, 65001, 0);
    }

    List<Entry> entries = poll(new Pictures(dir));
    assertEquals(1, entries.size());
    assertEquals(Entry.Kind.SATURATED, entries.get(0).kind());
    assertEquals(7, entries.get(0).found());
    assertArrayEquals(
        new int[] {0, 0, 1, 0, 6, 1, 1, 0, 1, 2, 2, 3, 4, 6, 1},
        Pictures.saturated(entries.get(0).file(), entries.get(0).offset()));
  }

  @Test
  void saturated_moreRunsThanAreKept_areTheFirstAndAllAreCounted() throws Exception {
    int side = 200;
    short[] pixels = new short[side * side];
    for (int at = 0; at < pixels.length; at += 2) {
      pixels[at] = (short) 65535;
    }
    try (PictureWriter writer = new PictureWriter(dir, Keep.PREVIEW, VOID_BELOW)) {
      writer.saturated(tile(1, 0), new Image(side, side, pixels), 65000, pixels.length / 2);
    }

    Entry entry = poll(new Pictures(dir)).get(0);
    int[] runs = Pictures.saturated(entry.file(), entry.offset());
    assertEquals(pixels.length / 2, entry.found());
    assertEquals(EntryFormat.MOST_RUNS * EntryFormat.RUN_FIELDS, runs.length);
    assertEquals((EntryFormat.MOST_RUNS - 1) / (side / 2), runs[runs.length - 3]);
  }

  @Test
  void image_withoutRoom_isLeftOutAndThatIsSaidOnce() throws Exception {
    try (PictureWriter writer = new PictureWriter(dir, Keep.PREVIEW, VOID_BELOW, 200)) {
      for (int layer = 0; layer < 9; layer++) {
        writer.image(tile(layer, layer), image);
      }
    }

    List<Entry.Kind> kinds = poll(new Pictures(dir)).stream().map(Entry::kind).toList();
    assertEquals(List.of(Entry.Kind.PREVIEW, Entry.Kind.PREVIEW, Entry.Kind.CUT), kinds);
  }

  @Test
  void image_whereNoneAreKept_leavesNothing() throws Exception {
    write(Keep.NONE, tile(1, 0));
    assertFalse(Files.exists(dir.resolve("pictures")));
  }

  private void write(Keep keep, TileHeader tile) throws IOException {
    try (PictureWriter writer = new PictureWriter(dir, keep, VOID_BELOW)) {
      writer.image(tile, image);
      writer.outliers(tile, TWO);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("pictures"))) {
      return files.toList();
    }
  }

  private static List<Entry> poll(Pictures pictures) throws IOException {
    List<Entry> entries = new ArrayList<>();
    pictures.poll(entries::add);
    return entries;
  }

  private static TileHeader tile(long seqId, int layer) {
    return new TileHeader(seqId, new TileKey("<script>ü", 3), layer, 1000 * seqId);
  }
}
