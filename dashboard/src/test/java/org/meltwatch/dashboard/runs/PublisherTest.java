package org.meltwatch.dashboard.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Peak;

final class PublisherTest {

  @TempDir private Path dir = Path.of("");
  private final AtomicLong millis = new AtomicLong(5000);
  private final AtomicBoolean alive = new AtomicBoolean(true);
  private FollowedRun run;
  private Publisher publisher;

  @BeforeEach
  void follow() {
    run = new FollowedRun("this", dir, alive::get);
    publisher = new Publisher(run, () -> millis.get() * 1_000_000);
    publisher.publish();
  }

  /** Or else every page asks at times of its own, and for answers of its own. */
  @Test
  void publish_layersThatComeFast_areToldTogetherNowAndThen() throws Exception {
    assertEquals(List.of("0"), layersAfter(300, 0), "the first is told at once");
    assertEquals(List.of(), layersAfter(300, 1));
    assertEquals(List.of(), layersAfter(300, 2));
    assertEquals(List.of("1", "2", "3"), layersAfter(900, 3));
    assertEquals(List.of("4"), layersAfter(2000, 4), "nothing was told lately");
  }

  @Test
  void publish_defectsThatGrow_areToldEveryThreeSecondsAtMost() throws Exception {
    assertEquals(1, toldOfDefects(0));
    assertEquals(0, toldOfDefects(2900));
    assertEquals(1, toldOfDefects(100));
    alive.set(false);
    assertEquals(1, toldOfDefects(1));
  }

  private long toldOfDefects(long more) throws Exception {
    long before = run.log().latest();
    millis.addAndGet(more);
    DefectId id = new DefectId(0, 1, 2);
    try (PartWriter writer = new PartWriter(dir)) {
      writer.append(
          new Grown(
              "P",
              id,
              Family.HOT,
              0,
              false,
              0,
              1,
              1,
              3,
              1,
              0,
              new Peak(1140 * 7000, id),
              new Box(1, 2, 1, 4),
              0,
              3,
              9,
              null,
              List.of(),
              1));
    }
    run.poll(0);
    publisher.publish();
    return events(before).stream().filter(event -> event.kind().equals("defects")).count();
  }

  @Test
  void publish_theRunIsNoMore_tellsWhatIsLeftAtOnce() throws Exception {
    assertEquals(List.of("0"), layersAfter(0, 0));
    alive.set(false);
    assertEquals(List.of("1"), layersAfter(1, 1));
  }

  @Test
  void publish_tooManyLayersToTell_makesPagesReadAllAnew() throws Exception {
    long before = run.log().latest();
    for (int layer = 0; layer < 401; layer++) {
      write(layer);
    }
    run.poll(0);
    publisher.publish();
    assertEquals("reset", events(before).get(0).kind());
  }

  private List<String> layersAfter(long more, int layer) throws Exception {
    long before = run.log().latest();
    millis.addAndGet(more);
    write(layer);
    run.poll(0);
    publisher.publish();
    return events(before).stream()
        .filter(event -> event.kind().equals("layer"))
        .map(event -> new String(event.json(), StandardCharsets.UTF_8))
        .map(json -> json.replaceAll("\\{\"print\":0,\"layer\":(\\d+)}", "$1"))
        .toList();
  }

  private List<EventLog.Event> events(long after) {
    return Objects.requireNonNull(run.log().after(after));
  }

  private void write(int layer) throws Exception {
    try (PartWriter writer = new PartWriter(dir)) {
      writer.append(
          SaturatedAnswer.row(new TileHeader(layer, new TileKey("P", 0), layer, 1), 0, 2));
    }
  }
}
