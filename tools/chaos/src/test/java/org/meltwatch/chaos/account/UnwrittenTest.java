package org.meltwatch.chaos.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.run.RunSummary;

/** A run that could not write its result files is known by its part files and its log. */
class UnwrittenTest {

  private static final String ROW =
      "{\"seq_id\":7,\"print_id\":\"SYN\",\"tile_id\":3,\"layer\":2,\"saturated\":12,"
          + "\"received_us\":1000000,\"done_us\":2000000}\n";

  @TempDir private Path directory = Path.of("");
  private Path results = directory;
  private Path log = directory;

  @BeforeEach
  void leave() throws Exception {
    results = directory.resolve("results");
    log = directory.resolve("log.txt");
    Files.createDirectories(results.resolve("parts"));
    // The last line was cut off when the disk was full.
    Files.writeString(results.resolve("parts/q1-a.jsonl"), ROW + ROW.substring(0, 20));
    Files.writeString(results.resolve("q1.csv"), "cut off");
  }

  @Test
  void rebuild_ofARunThatSaidWhatItCouldNotWrite_hasRowsAndSummary() throws Exception {
    RunSummary said = Summaries.of(4, List.of(new IdRange(8, 9)), List.of());
    Files.writeString(
        log,
        """
        meltwatch: cannot write q3.csv: No space left on device
        meltwatch: parts holds what was answered; run.json is not written, and would say:
        %s
        meltwatch: cannot write part file
        """
            .formatted(said.json()));
    Evidence run = record();
    assertEquals(Map.of(7L, List.of("7,SYN,3,12")), shortened(run.rows().get("q1")));
    assertEquals(Set.of(8L, 9L), run.unanswered());
  }

  @Test
  void rebuild_ofARunThatSaidNothing_hasNoSummary() throws Exception {
    Files.writeString(log, "meltwatch: cannot write part file\n");
    assertNull(record().summary());
  }

  private Evidence record() throws Exception {
    return Evidence.of(Unwritten.rebuild(results, log, directory.resolve("rebuilt")));
  }

  private static Map<Long, List<String>> shortened(Map<Long, List<String>> rows) {
    return Map.of(
        7L, rows.get(7L).stream().map(row -> row.substring(0, "7,SYN,3,12".length())).toList());
  }
}
