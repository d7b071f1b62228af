package org.meltwatch.record.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.KEY;
import static org.meltwatch.record.parts.Rows.event;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.plain;
import static org.meltwatch.record.parts.Rows.q1;
import static org.meltwatch.record.parts.Rows.q3;
import static org.meltwatch.record.parts.Rows.refused;
import static org.meltwatch.record.parts.Rows.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyStart;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.rows.Answers;

final class ResumePointTest {

  @TempDir private Path dir = Path.of("");

  @Test
  void starts_afterAnsweredLayers_beginTwoBelowTheNextOne() throws Exception {
    for (int layer = 0; layer < 5; layer++) {
      write(dir, plain(header(layer, layer)));
    }
    write(dir, q1(header(5, 5), 0));
    ResumePoint point = read();
    assertEquals(5, point.results());
    assertEquals(Map.of(KEY, new KeyStart(3, 5, List.of(), List.of(), List.of())), point.starts());
    assertFalse(isNeeded(point, header(2, 2)));
    assertTrue(isNeeded(point, header(3, 3)), "the window of layer 5 holds it");
    assertTrue(isNeeded(point, header(4, 4)), "the window of layer 5 holds it");
    assertTrue(isNeeded(point, header(5, 5)), "it has no result");
    assertTrue(isNeeded(point, header(6, 6)), "nothing is known of it");
  }

  /** The rows of one answer were lost: the tile is answered anew. */
  @Test
  void starts_withAnAnswerMissing_beginWithThatTile() throws Exception {
    write(dir, plain(header(0, 0)));
    write(dir, q1(header(1, 1), 0), q3(header(1, 1), 0));
    write(dir, plain(header(2, 2)));
    ResumePoint point = read();
    assertEquals(
        new KeyStart(0, 1, List.of(), List.of(), List.of(new IdRange(2, 2))),
        point.starts().get(KEY));
    assertTrue(isNeeded(point, header(0, 0)));
    assertTrue(isNeeded(point, header(1, 1)));
  }

  /**
   * Nothing says what became of layer 1: its word, that it was given up, or its rows were lost with
   * the run. What was answered above it stays so, but windows of what was not hold it.
   */
  @Test
  void starts_withALayerThatWasPassedWithoutAWord_keepWhatWasAnsweredAboveIt() throws Exception {
    write(dir, plain(header(0, 0)));
    for (int layer = 2; layer < 7; layer++) {
      write(dir, plain(header(layer, layer)));
    }
    write(dir, event(new RunEvent.Late(header(20, 9))));
    write(dir, plain(header(20, 9)));
    ResumePoint point = read();
    assertEquals(
        new KeyStart(0, 1, List.of(), List.of(), List.of(new IdRange(2, 6))),
        point.starts().get(KEY));
    assertTrue(isNeeded(point, header(0, 0)), "the window of layer 1 holds it");
    assertTrue(isNeeded(point, header(1, 1)), "it has no result");
    assertFalse(isNeeded(point, header(2, 2)), "what it is there for is answered");
    assertFalse(isNeeded(point, header(4, 4)), "what it is there for is answered");
    assertTrue(isNeeded(point, header(5, 5)), "the window of layer 7 holds it");
    assertTrue(isNeeded(point, header(6, 6)), "the window of layer 7 holds it");
  }

  @Test
  void starts_withGapsAndRefusedLayers_knowThem() throws Exception {
    write(dir, plain(header(0, 0)));
    write(dir, event(new RunEvent.Skipped(KEY, 1, 3, Gap.Cause.PROVEN)));
    write(dir, plain(header(3, 3)));
    write(dir, event(new RunEvent.Late(header(7, 1))));
    write(dir, plain(header(7, 1)));
    write(dir, event(new RunEvent.Duplicate(header(8, 3))));
    write(dir, refused("lane0-9", 9L));
    ResumePoint point = read();
    assertEquals(
        new KeyStart(2, 4, List.of(new IdRange(1, 2)), List.of(new IdRange(1, 1)), List.of()),
        point.starts().get(KEY));
    assertFalse(isNeeded(point, header(7, 1)), "late tiles are in no window");
    assertFalse(isNeeded(point, header(8, 3)), "it was dropped");
    assertTrue(isNeeded(point, header(3, 3)));
    assertTrue(point.isNeeded(9L, 9000, "lane0-9", KEY, 9), "its layer is not passed yet");
    assertFalse(point.isNeeded(9L, 9000, "lane0-9", KEY, 3), "its layer is passed");
    assertFalse(point.isNeeded(null, 9000, "lane0-9", null, null));
    assertTrue(point.isNeeded(null, 9000, "lane0-8", null, null));
  }

  @Test
  void startsFile_writtenAndReadElsewhere_saysTheSame() throws Exception {
    KeyStart start =
        new KeyStart(
            2,
            4,
            List.of(new IdRange(1, 2)),
            List.of(new IdRange(1, 1)),
            List.of(new IdRange(6, 8)));
    new StartsFile(dir, 1).write(Map.of(KEY, start));
    StartsFile elsewhere = new StartsFile(dir, 1);
    assertEquals(start, elsewhere.of(KEY));
    assertEquals(KeyStart.at(1), elsewhere.of(new TileKey("Q", 0)));
  }

  private ResumePoint read() throws IOException {
    return ResumePoint.read(dir, Answers.ALL, 0);
  }

  private static boolean isNeeded(ResumePoint point, TileHeader tile) {
    return point.isNeeded(
        tile.seqId(), tile.receivedMicros(), "lane0-" + tile.seqId(), tile.key(), tile.layer());
  }
}
