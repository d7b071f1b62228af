package org.meltwatch.prints.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.Image;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.formats.Scale;

/** What a listener is told of files that come late, slowly, twice or never. */
final class WatchedPrintTest {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir private Path folder;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> times = new LinkedBlockingQueue<>();
  private volatile boolean hasRoom = true;
  private @Nullable WatchedPrint print;

  @AfterEach
  void stop() {
    if (print != null) {
      print.close();
    }
  }

  private WatchedPrint watch(WatchSettings watch, boolean skipBad) {
    FolderSettings settings =
        new FolderSettings(
            null,
            null,
            false,
            Scale.AUTO,
            null,
            null,
            null,
            GridWish.parse("1x1"),
            skipBad,
            PrintFacts.NONE);
    WatchedPrint watched = WatchedPrint.of(folder, settings, watch);
    print = watched;
    watched.start(
        new WatchedPrint.Listener() {
          @Override
          public boolean hasRoom() {
            return hasRoom;
          }

          @Override
          public void layer(int layer, List<Image> tiles, long wholeSince) {
            times.add(wholeSince);
            told.add(layer + (tiles.isEmpty() ? " missing" : " of value " + tiles.get(0).at(0, 0)));
          }

          @Override
          public void ended() {
            told.add("ended");
          }

          @Override
          public void failed(UnusablePrintException reason) {
            told.add("failed: " + reason.getMessage());
          }
        });
    return watched;
  }

  private static WatchSettings settings(
      Duration grace, Duration badAfter, @Nullable Duration idleEnd, @Nullable Integer layers) {
    return new WatchSettings(SHORT, grace, badAfter, idleEnd, layers);
  }

  private static byte[] file(int value) {
    short[] pixels = new short[12];
    Arrays.fill(pixels, (short) value);
    return TiffFile.encode(new Image(3, 4, pixels));
  }

  private void write(int number) throws Exception {
    Files.write(path(number), file(1000 * number));
  }

  private Path path(int number) {
    return folder.resolve(String.format(Locale.ROOT, "l_%d.tif", number));
  }

  private void end() throws Exception {
    Files.createFile(folder.resolve("END"));
  }

  private void assertTold(String... expected) throws Exception {
    for (String word : expected) {
      assertEquals(word, told.poll(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void layers_writtenInAnyOrder_areToldInTheirOwn() throws Exception {
    write(2);
    write(1);
    WatchedPrint watched = watch(settings(LONG, LONG, null, null), false);
    assertTold("0 of value 1000", "1 of value 2000");
    write(4);
    write(3);
    assertTold("2 of value 3000", "3 of value 4000");
    end();
    assertTold("ended");
    assertEquals(4, watched.layers());
    assertEquals(2000, watched.tiles(1).get(0).at(0, 0));
    assertEquals(1L, watched.account().get("first_number"));
  }

  @Test
  void layer_halfWritten_waitsUntilItIsWhole() throws Exception {
    byte[] whole = file(7);
    Files.write(path(0), Arrays.copyOf(whole, whole.length / 2));
    Files.createFile(path(1));
    watch(settings(LONG, LONG, null, null), false);
    assertEquals(null, told.poll(500, TimeUnit.MILLISECONDS));
    Files.write(path(0), whole);
    write(1);
    assertTold("0 of value 7", "1 of value 1000");
  }

  @Test
  void layer_thatStaysBroken_isBadAndSkippedOrEndsThePrint() throws Exception {
    write(0);
    Files.writeString(path(1), "no image");
    write(2);
    watch(settings(LONG, SHORT, null, null), true);
    assertTold("0 of value 0", "1 missing", "2 of value 2000");
    end();
    assertTold("ended");
  }

  @Test
  void layer_thatStaysBroken_endsThePrintWithoutSkipping() throws Exception {
    write(0);
    Files.writeString(path(1), "no image");
    watch(settings(LONG, SHORT, null, null), false);
    assertTold("0 of value 0");
    String word = String.valueOf(told.poll(20, TimeUnit.SECONDS));
    assertTrue(word.startsWith("failed: " + path(1) + ": "), word);
    assertTrue(word.endsWith("--onBadLayer=skip makes it a missing layer"), word);
  }

  @Test
  void layer_thatNeverComes_isMissingAfterTheGraceAndTooLateThen() throws Exception {
    write(0);
    write(2);
    WatchedPrint watched = watch(settings(SHORT, LONG, null, null), false);
    assertTold("0 of value 0", "1 missing", "2 of value 2000");
    write(1);
    write(3);
    assertTold("3 of value 3000");
    end();
    assertTold("ended");
    String account = watched.account().toString();
    assertTrue(account.contains("missing_numbers=[1]"), account);
    assertTrue(account.contains("layer 1 came too late"), account);
    assertTrue(!account.contains("layer 0 came too late"), account);
  }

  @Test
  void layer_thatIsLateWithinTheGrace_isTaken() throws Exception {
    write(0);
    write(2);
    watch(settings(LONG, LONG, null, null), false);
    assertTold("0 of value 0");
    write(1);
    assertTold("1 of value 1000", "2 of value 2000");
  }

  @Test
  void print_withItsLayers_isOver() throws Exception {
    write(0);
    write(1);
    write(2);
    watch(settings(LONG, LONG, null, 2), false);
    assertTold("0 of value 0", "1 of value 1000", "ended");
  }

  @Test
  void print_whereNothingComes_isOver() throws Exception {
    write(0);
    watch(settings(LONG, LONG, Duration.ofMillis(400), null), false);
    assertTold("0 of value 0", "ended");
  }

  @Test
  void print_withUnclearNames_failsWithTheQuestion() throws Exception {
    Files.write(folder.resolve("a_0_z0.tif"), file(1));
    watch(settings(LONG, LONG, null, null), false);
    assertEquals(null, told.poll(300, TimeUnit.MILLISECONDS));
    Files.write(folder.resolve("a_1_z40.tif"), file(1));
    String word = String.valueOf(told.poll(20, TimeUnit.SECONDS));
    assertTrue(word.startsWith("failed: ") && word.contains("--layerName="), word);
  }

  @Test
  void layer_renamedOnceItIsWritten_isTaken() throws Exception {
    Path unfinished = Files.write(folder.resolve("tmp_l_0.tif"), file(0));
    watch(settings(LONG, LONG, null, null), false);
    Thread.sleep(50);
    Files.move(unfinished, path(0));
    assertTold("0 of value 0");
    unfinished = Files.write(folder.resolve("tmp_l_1.tif"), file(1000));
    assertEquals(null, told.poll(600, TimeUnit.MILLISECONDS));
    Files.move(unfinished, path(1));
    assertTold("1 of value 1000");
  }

  @Test
  void layers_whoseFilesAreTakenAway_makeRoomForOthers() throws Exception {
    write(0);
    watch(settings(LONG, LONG, null, null), false);
    for (int number = 0; number < 4; number++) {
      assertTold(number + " of value " + 1000 * number);
      Files.delete(path(number));
      write(number + 1);
    }
    end();
    assertTold("4 of value 4000", "ended");
  }

  @Test
  void layers_withoutRoom_waitButAreSeenWhenTheyCome() throws Exception {
    hasRoom = false;
    write(0);
    watch(settings(LONG, LONG, null, null), false);
    long written = System.nanoTime();
    assertEquals(null, told.poll(1000, TimeUnit.MILLISECONDS));
    hasRoom = true;
    assertTold("0 of value 0");
    assertTrue(times.remove() - written < TimeUnit.MILLISECONDS.toNanos(900));
  }

  @Test
  void layer_rewrittenAfterItWasReadAhead_isReadAnew() throws Exception {
    write(0);
    watch(new WatchSettings(Duration.ofMillis(1200), LONG, LONG, null, null), false);
    assertTold("0 of value 0");
    Files.write(path(1), file(17));
    Thread.sleep(850);
    Files.write(path(1), file(18));
    assertTold("1 of value 18");
  }

  @Test
  void folder_awayForAMoment_isReadOn() throws Exception {
    write(0);
    watch(settings(LONG, LONG, null, null), false);
    assertTold("0 of value 0");
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);
    Thread.sleep(600);
    Files.move(away, folder);
    write(1);
    assertTold("1 of value 1000");
  }

  @Test
  void folder_thatStaysAway_endsThePrint() throws Exception {
    write(0);
    watch(settings(LONG, SHORT, null, null), false);
    assertTold("0 of value 0");
    Files.delete(path(0));
    Files.delete(folder);
    String word = String.valueOf(told.poll(20, TimeUnit.SECONDS));
    Files.createDirectory(folder);
    String expected = "failed: watch (" + folder + ") has been away for longer than --badAfter: ";
    assertTrue(word.startsWith(expected), word);
  }

  @Test
  void numbers_thatAreTimes_endThePrintWithTheWayOut() throws Exception {
    watch(settings(SHORT, LONG, null, null), false);
    Files.write(folder.resolve("l_20261127174501.tif"), file(1));
    assertTold("0 of value 1");
    Files.write(folder.resolve("l_20261127180001.tif"), file(2));
    Files.write(folder.resolve("l_20261127181501.tif"), file(3));
    String word = String.valueOf(told.poll(20, TimeUnit.SECONDS));
    assertTrue(word.startsWith("failed: folder " + folder + ": 5499 numbers are missing"), word);
    assertTrue(word.contains("--layerName="), word);
  }

  @Test
  void print_ofFewLayers_isLookedAtWhenItIsOver() throws Exception {
    Files.write(folder.resolve("l_7.tif"), file(7));
    Files.write(folder.resolve("l_8.tif"), new byte[0]);
    Files.write(folder.resolve("l_9.tif"), file(7));
    watch(settings(LONG, SHORT, Duration.ofMillis(400), null), true);
    assertTold("0 of value 7", "1 missing", "2 of value 7", "ended");
    String account = String.valueOf(print == null ? null : print.account());
    assertTrue(account.contains("all values of the first layers lie below an eighth"), account);
  }

  @Test
  void duration_ofAnyForm_isReadOrRefused() {
    assertEquals(Duration.ofMillis(500), WatchSettings.duration("settle", "500ms"));
    assertEquals(Duration.ofMinutes(5), WatchSettings.duration("settle", "5m"));
    assertThrows(IllegalArgumentException.class, () -> WatchSettings.duration("settle", "2"));
    assertThrows(IllegalArgumentException.class, () -> WatchSettings.duration("settle", "-2s"));
  }
}
