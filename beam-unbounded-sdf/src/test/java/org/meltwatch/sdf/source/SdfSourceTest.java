package org.meltwatch.sdf.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.sdf.source.Sources.OPTIONS;
import static org.meltwatch.sdf.source.Sources.counted;
import static org.meltwatch.sdf.source.Sources.readToEnd;
import static org.meltwatch.sdf.source.Sources.source;

import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

final class SdfSourceTest {

  @Test
  void split_severalElementsAndRestrictions_givesOneSourceALane() {
    CountFn fn = CountFn.with("split lanes", script -> script.lanesOf(3));
    SdfSource<String, String> source = source(fn, "a/7", "b/3");
    List<List<String>> lanes = source.split(1, OPTIONS).stream().map(Sources::readToEnd).toList();
    assertEquals(
        List.of(counted("a", 0, 3), counted("a", 3, 6), counted("a", 6, 7), counted("b", 0, 3)),
        lanes);
  }

  @Test
  void split_again_callsTheDoFnNoMore() {
    CountFn fn = CountFn.with("split again", script -> script.lanesOf(3));
    SdfSource<String, String> source = source(fn, "a/7");
    assertEquals(List.of("setup", "teardown"), CountFn.events("split again"));
    for (SdfSource<String, String> lane : source.split(1, OPTIONS)) {
      assertEquals(List.of(lane), lane.split(4, OPTIONS));
    }
    assertEquals(3, source.split(100, OPTIONS).size());
    assertEquals(List.of("setup", "teardown"), CountFn.events("split again"));
  }

  @Test
  void split_failsInTheDoFn_tearsItDown() {
    CountFn fn = CountFn.with("split fails", script -> script);
    assertThrows(RuntimeException.class, () -> source(fn, "a/many"));
    assertEquals(List.of("setup", "teardown"), CountFn.events("split fails"));
  }

  @Test
  void createReader_severalLanes_isRefused() {
    SdfSource<String, String> source =
        source(CountFn.with("unsplit", script -> script.lanesOf(1)), "a/2");
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> source.createReader(OPTIONS, null));
    assertEquals("Count has 2 lanes: split the source before reading", refusal.getMessage());
  }

  @Test
  void read_noElements_isAtItsEnd() {
    SdfSource<String, String> source = source(CountFn.with("no elements", script -> script));
    assertEquals(1, source.split(4, OPTIONS).size());
    assertEquals(List.of(), readToEnd(source));
    assertEquals(List.of("setup", "teardown"), CountFn.events("no elements"));
  }

  @Test
  void read_emptyRestriction_givesNothingAndEnds() {
    assertEquals(List.of(), readToEnd(source(CountFn.with("empty", script -> script), "a/0")));
  }

  @Test
  void coders_areThoseOfTheDoFn() throws Exception {
    SdfSource<String, String> source = source(CountFn.with("coders", script -> script), "a/1");
    source.getCheckpointMarkCoder().verifyDeterministic();
    assertEquals(
        source.getCheckpointMarkCoder(), SerializableUtils.clone(source).getCheckpointMarkCoder());
    assertTrue(source.toString().contains("Count"), source.toString());
  }
}
