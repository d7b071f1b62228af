package org.meltwatch.record.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.watch.FinalReport;

final class AlertRecordTest {

  private static final AlertRecord ALERTS =
      new AlertRecord(
          5,
          3,
          2,
          List.of(
              new AlertRecord.SinkRecord("webhook:http://h/x", 3, 0, 0, ""),
              new AlertRecord.SinkRecord("exec:/bin/x", 1, 1, 1, "its exit code is 7")));

  @TempDir private Path dir;

  @Test
  void write_runWithAlertsAndCommands_isReadAsItWas() throws Exception {
    CommandRecord commands =
        new CommandRecord(
            List.of(
                new CommandRecord.Taken(
                    "a.json",
                    "2026-11-27T17:44:34Z",
                    null,
                    5,
                    7,
                    2,
                    new ObjectMapper().createObjectNode().put("action", "hold"))),
            List.of(new CommandRecord.Refused("b.json", "2026-11-27T17:44:35Z", "not JSON")));
    RunSummary summary = summary().withAlerts(ALERTS, commands);
    summary.write(dir);

    assertEquals(summary, RunSummary.read(dir));
    String json = summary.json();
    assertTrue(json.contains("\"last_problem\" : \"its exit code is 7\""), json);
    assertTrue(json.contains("\"from_layer\" : 5"), json);
    assertFalse(json.contains("\"level\""), json);
  }

  @Test
  void write_runWithoutThem_hasNoWordOfThem() throws Exception {
    String json = summary().json();
    assertFalse(json.contains("\"alerts\""), json);
    assertFalse(json.contains("\"commands\""), json);
  }

  @Test
  void of_alertsThatDidNotGetThrough_saysSo() throws Exception {
    String report =
        FinalReport.of(summary().withAlerts(ALERTS, null), List.of(), dir, Answers.ALL, true);
    assertTrue(
        report.contains(
            """
            2 of 5 alerts kept back by commands: alerts-sent.jsonl says which
            NOT DELIVERED: 2 of 3 alerts, exec:/bin/x: its exit code is 7
            """),
        report);
  }

  private RunSummary summary() throws Exception {
    PartFollower follower = new PartFollower(dir);
    follower.poll();
    return RunSummary.of(
        new Versions("0", "0", "none", "17", "none"),
        Map.of(),
        follower,
        Caveats.NONE,
        new RunCost(0, 0, 0, 0, 0, 0, 0, 0),
        null);
  }
}
