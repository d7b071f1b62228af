package org.meltwatch.runners.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.conformance.Expected;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.LaneFetchers;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.model.DefectRules;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.worker.WorkerState;

/** The reference program over a spool that was kept. */
final class ReferenceReplayTest {

  @TempDir private Path temporary = Path.of("");

  @Test
  void replay_ofASpool_equalsTheReferenceModel() throws Exception {
    Path spool = temporary.resolve("spool");
    SyntheticPrint print = new SyntheticPrint("SYN", 5, Grid.parse("2x2"), 60, 7);
    Settings settings = Settings.of(print).withFaults(new Fault(Fault.Kind.CORRUPT, 3, 2));
    try (LocalChallenger challenger = LocalChallenger.start(settings)) {
      fill(spool, challenger.url());
      Path out = temporary.resolve("out");
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
      int code =
          new MonitorRun(new ReferenceProfile(), stream, stream)
              .run("--replay=" + spool, "--output=" + out);
      assertEquals(MonitorRun.INCOMPLETE, code, said.toString(StandardCharsets.UTF_8));
      Expected expected = Expected.of(challenger.tiles(), DefectRules.DEFAULT, Map.of());
      expected.requireIn(out, said.toString(StandardCharsets.UTF_8));
    }
  }

  /** Reads a bench as one lane that keeps what it reads. */
  private static void fill(Path spool, String url) throws Exception {
    ChallengerClient client = ChallengerClient.at(URI.create(url));
    Bench bench = client.create("token", "replay", true, null);
    client.start(bench);
    Lane lane =
        LaneFetchers.ofProcess()
            .lane(
                bench,
                LaneRestriction.whole(0, 1),
                FetchSettings.DEFAULT.withSpool(spool.toString()));
    Lane.Next next = Lane.Next.NOTHING_YET;
    while (next != Lane.Next.END) {
      next = lane.await(Duration.ofSeconds(1));
      if (next == Lane.Next.MESSAGE) {
        lane.handOn();
      }
    }
    WorkerState.close();
  }
}
