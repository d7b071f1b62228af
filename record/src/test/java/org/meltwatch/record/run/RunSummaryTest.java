package org.meltwatch.record.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.laneEnd;
import static org.meltwatch.record.parts.Rows.q1;
import static org.meltwatch.record.parts.Rows.q2;
import static org.meltwatch.record.parts.Rows.q3;
import static org.meltwatch.record.parts.Rows.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.model.received.Shortfall;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.parts.Rows;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.watch.FinalReport;

final class RunSummaryTest {

  private static final Versions VERSIONS =
      new Versions("0.1.0", "2.70.0", "Direct 2.70.0", "17.0.1", "libdeflate");
  private static final String CHALLENGER =
      "{\"0\":{\"count\":1,\"missing\":0,\"throughput\":\"189.2\",\"latency_p99\":\"3s2ms\"}}";

  private static final RunCost COST = new RunCost(5, 2.5, 0.75, 4.25, 3, 0.125, 1024, 2048);

  @TempDir private Path dir;

  @Test
  void write_finishedRun_holdsAllFigures() throws Exception {
    oneTile();
    summary(CHALLENGER).write(dir);

    assertEquals(
        """
        {
          "all_answered" : true,
          "versions" : {
            "meltwatch" : "0.1.0",
            "beam" : "2.70.0",
            "engine" : "Direct 2.70.0",
            "java" : "17.0.1",
            "inflater" : "libdeflate"
          },
          "options" : {
            "lanes" : "1",
            "output" : "x"
          },
          "counts" : {
            "lanes" : 1,
            "lanes_ended" : 1,
            "messages" : 1,
            "tiles_in" : 1,
            "results" : 1,
            "duplicates" : 0,
            "answered_before" : 0,
            "late" : 0,
            "skipped_layers" : 0,
            "crowded_layers" : 0,
            "dead_letters" : 0,
            "unanswered" : [ ],
            "unaccounted" : 0,
            "missing_batch_ids" : [ ],
            "lost_answers" : 0
          },
          "revised" : [ ],
          "lost" : [ ],
          "incomplete" : [ ],
          "given_up" : [ ],
          "queries" : {
            "q1" : {
              "count" : 1,
              "mean" : 1.0E-5,
              "sigma" : 0.0,
              "p50" : 1.0E-5,
              "p99" : 1.0E-5,
              "max" : 1.0E-5,
              "throughput" : 100000.0
            },
            "q2" : {
              "count" : 1,
              "mean" : 2.0E-5,
              "sigma" : 0.0,
              "p50" : 2.0E-5,
              "p99" : 2.0E-5,
              "max" : 2.0E-5,
              "throughput" : 50000.0
            },
            "q3" : {
              "count" : 1,
              "mean" : 3.0E-5,
              "sigma" : 0.0,
              "p50" : 3.0E-5,
              "p99" : 3.0E-5,
              "max" : 3.0E-5,
              "throughput" : 33333.333333333336
            }
          },
          "cost" : {
            "started_us" : 5,
            "wall_seconds" : 2.5,
            "stop_seconds" : 0.75,
            "cpu_seconds" : 4.25,
            "collections" : 3,
            "collection_seconds" : 0.125,
            "peak_heap_bytes" : 1024,
            "peak_resident_bytes" : 2048
          },
          "challenger" : {
            "0" : {
              "count" : 1,
              "missing" : 0,
              "throughput" : "189.2",
              "latency_p99" : "3s2ms"
            }
          }
        }
        """,
        Files.readString(dir.resolve("run.json")));
  }

  @Test
  void write_missingTiles_listsRanges() throws Exception {
    for (int i = 0; i < 5; i++) {
      write(dir, q1(header(i, i), 0));
    }
    write(dir, q2(header(1, 1)), q3(header(1, 1), 0), laneEnd(0, 1, 7));
    RunSummary summary = summary(null);
    summary.write(dir);

    assertFalse(summary.allAnswered());
    String json = Files.readString(dir.resolve("run.json"));
    assertTrue(
        json.contains(
            """
                "unanswered" : [ {
                  "first" : 0,
                  "last" : 0
                }, {
                  "first" : 2,
                  "last" : 4
                } ],
                "unaccounted" : 6,
            """
                .stripTrailing()),
        json);
    assertTrue(json.endsWith("\"challenger\" : null\n}\n"), json);
  }

  /** What run.json says is what the exit code says. */
  @Test
  void write_layersGivenUpWithoutProof_saysThatNotAllIsAnswered() throws Exception {
    oneTile();
    write(dir, Rows.event(new RunEvent.Skipped(Rows.KEY, 3, 6, Gap.Cause.CROWDED)));
    RunSummary summary = summary(null);
    summary.write(dir);

    assertFalse(summary.allAnswered());
    assertTrue(Files.readString(dir.resolve("run.json")).contains("\"all_answered\" : false"));
  }

  @Test
  void read_writtenSummary_isEqual() throws Exception {
    oneTile();
    RunSummary summary = summary(CHALLENGER);
    summary.write(dir);

    assertEquals(summary, RunSummary.read(dir));
    summary(null).write(dir);
    assertEquals(summary(null), RunSummary.read(dir));
  }

  @Test
  void read_ofALaterVersion_leavesOutWhatIsNotKnown() throws Exception {
    oneTile();
    RunSummary summary = summary(null);
    Files.writeString(
        dir.resolve("run.json"), summary.json().replaceFirst("\\{", "{ \"weather\" : \"fine\","));

    assertEquals(summary, RunSummary.read(dir));
  }

  @Test
  void read_nothingOrNoJson_isNullOrNamesTheFile() throws Exception {
    assertNull(RunSummary.read(dir));
    Files.writeString(dir.resolve("run.json"), "{");

    IOException failure = assertThrows(IOException.class, () -> RunSummary.read(dir));
    assertTrue(
        failure.getMessage().startsWith(dir.resolve("run.json") + " cannot be read: "),
        failure.getMessage());
  }

  @Test
  void report_finishedRun_showsTheTableTheChallengersViewAndTheFiles() throws Exception {
    oneTile();

    assertEquals(
        """
        1 tiles in, 1 results; 2.5 s, 4.3 s of CPU; Direct 2.70.0

        Defects were not followed through the layers: that needs --plate=RxC, and a run without --resume.

                 R [s] sigma [s]   p99 [s]   R_M [s]  X [tiles/s]
        Q1      0.0000    0.0000    0.0000    0.0000   100000.000
        Q2      0.0000    0.0000    0.0000    0.0000    50000.000
        Q3      0.0000    0.0000    0.0000    0.0000    33333.333

        The challenger's own view:
          count          1
          missing        0
          throughput     189.2
          latency_p99    3s2ms

        In results: q1.csv q2.csv q3.csv run.json
        """,
        FinalReport.of(summary(CHALLENGER), List.of(), Path.of("results"), Answers.ALL, true));
  }

  @Test
  void report_withoutFigures_hasNoTableAndNoForeignView() throws Exception {
    oneTile();

    assertEquals(
        """
        1 tiles in, 1 results; 2.5 s, 4.3 s of CPU; Direct 2.70.0

        Defects were not followed through the layers: that needs --plate=RxC, and a run without --resume.

        In results: q1.csv q2.csv q3.csv run.json
        """,
        FinalReport.of(summary(CHALLENGER), List.of(), Path.of("results"), Answers.ALL, false));
  }

  @Test
  void report_ofAWatchedPrint_saysHowLongLayersTook() throws Exception {
    String report =
        FinalReport.of(
            summary(
                "{\"0\":{\"count\":1},\"watch\":{\"layer_latency_median\":\"2s57ms\","
                    + "\"settling_median\":\"2s10ms\"}}"),
            List.of(),
            Path.of("r"),
            Answers.ALL,
            true);
    assertTrue(
        report.contains(
            "\nWhole file to last result: 2s57ms, of that 2s10ms settling (medians)\n\n"),
        report);
    assertFalse(
        FinalReport.of(summary(CHALLENGER), List.of(), Path.of("r"), Answers.ALL, true)
            .contains("settling"));
  }

  @Test
  void report_challengerInPlainWords_showsThem() throws Exception {
    oneTile();

    assertTrue(
        FinalReport.of(summary("well done"), List.of(), Path.of("r"), Answers.ALL, true)
            .contains("\nThe challenger's own view:\n  well done\n"));
    assertTrue(
        FinalReport.of(summary("\"well done\""), List.of(), Path.of("r"), Answers.ALL, true)
            .contains("\nThe challenger's own view:\n  well done\n"));
  }

  @Test
  void report_incompleteRun_saysWhatIsMissing() throws Exception {
    for (int i = 0; i < 20; i += 2) {
      write(dir, q1(header(i, i), 0));
    }
    write(dir, laneEnd(0, 1, 11), Rows.refused("lane0-3", null));

    assertEquals(
        """
        10 tiles in, 0 results; 2.5 s, 4.3 s of CPU; Direct 2.70.0
        0 duplicates, 0 late, 0 layers skipped, 1 dead letters
        WITHOUT A RESULT: batches 0, 2, 4, 6, 8, ... (all in run.json)
        NOT ACCOUNTED FOR: 10 messages

        Defects were not followed through the layers: that needs --plate=RxC, and a run without --resume.

                 R [s] sigma [s]   p99 [s]   R_M [s]  X [tiles/s]
        Q1      0.0000    0.0000    0.0000    0.0000      555.247
        Q2      0.0000    0.0000    0.0000    0.0000        0.000
        Q3      0.0000    0.0000    0.0000    0.0000        0.000

        In r: q1.csv q2.csv q3.csv run.json dead-letters/
        """,
        FinalReport.of(summary(null), List.of(), Path.of("r"), Answers.ALL, true));
  }

  @Test
  void report_answersThatNeverArrived_namesWhatIsLost() throws Exception {
    write(dir, q1(header(0, 0), 0), q2(header(0, 0)), q3(header(0, 0), 0));
    write(dir, q1(header(3, 1), 0), q2(header(3, 1)), q3(header(3, 1), 0));
    write(dir, Rows.event(new RunEvent.LaneEnded(0, 1, 2, new Shortfall(1, 0, null))));
    RunSummary summary = summary(null);

    assertFalse(summary.allAnswered());
    assertEquals(List.of(new IdRange(1, 2)), summary.lost());
    assertTrue(
        FinalReport.of(summary, List.of(), Path.of("r"), Answers.ALL, true)
            .contains(
                "LOST on the way, or never handed out: batches 1-2\n"
                    + "1 answers of the challenger never arrived, and it does not repeat what it"
                    + " hands out\n"));
  }

  /** Beyond the last batch that came no number is missing. */
  @Test
  void allAnswered_openAnswersAndAChallengerThatMissesMore_isFalse() throws Exception {
    write(dir, q1(header(0, 0), 0), q2(header(0, 0)), q3(header(0, 0), 0));
    write(dir, Rows.event(new RunEvent.LaneEnded(0, 1, 1, new Shortfall(0, 2, null))));

    assertTrue(summary(null).allAnswered());
    assertTrue(summary("{\"0\": {\"missing\": 0}}").allAnswered());
    RunSummary missed = summary("{\"0\": {\"missing\": 1}}");
    assertFalse(missed.allAnswered());
    assertEquals(1, missed.counts().lostAnswers());
  }

  @Test
  void report_ofWhatWentWrong_hasItsLine() throws Exception {
    oneTile();
    write(dir, Rows.event(new RunEvent.Skipped(Rows.KEY, 1, 2, Gap.Cause.CROWDED)));
    PartFollower follower = new PartFollower(dir);
    follower.poll();
    Caveats anew = new Caveats(List.of(new IdRange(4, 6)), true, List.of(), HandedOut.UNKNOWN);
    RunSummary summary =
        RunSummary.of(VERSIONS, Map.of(), follower, anew, COST, null).withStoppedBy("SIGTERM");

    assertTrue(
        FinalReport.of(summary, List.of(), Path.of("r"), Answers.ALL, true)
            .contains(
                """

                CUT SHORT: SIGTERM
                GIVEN UP WITHOUT PROOF: 1 layers, because more tiles waited than --maxBuffered
                ANSWERED ANEW after a loss: batches 4-6
                """));
  }

  @Test
  void report_noLaneEnded_saysIncomplete() throws Exception {
    assertTrue(
        FinalReport.of(summary(null), List.of(), Path.of("r"), Answers.ALL, true)
            .contains("\nINCOMPLETE: 0 of 0 lanes ended\n"));
  }

  @Test
  void ofThisProcess_now_isPositive() {
    RunCost cost = RunCost.ofThisProcess(0.5);

    assertTrue(cost.startedUs() > 0 && cost.peakHeapBytes() > 0, cost.toString());
    assertTrue(cost.wallSeconds() > 0 && cost.cpuSeconds() > 0, cost.toString());
  }

  @Test
  void peakBytes_ofAStatusFile_isInBytes() {
    List<String> status = List.of("Name:\tjava", "VmPeak:\t 9 kB", "VmHWM:\t  1200 kB");

    assertEquals(1_228_800, ResidentMemory.peakBytes(status));
    assertEquals(-1, ResidentMemory.peakBytes(List.of("Name:\tjava")));
  }

  private void oneTile() throws Exception {
    write(dir, q1(header(0, 0), 0), q2(header(0, 0)), q3(header(0, 0), 0), laneEnd(0, 1, 1));
  }

  private RunSummary summary(@Nullable String challenger) throws Exception {
    PartFollower follower = new PartFollower(dir);
    follower.poll();
    Map<String, String> options = Map.of("output", "x", "lanes", "1");
    return RunSummary.of(VERSIONS, options, follower, Caveats.NONE, COST, challenger);
  }
}
