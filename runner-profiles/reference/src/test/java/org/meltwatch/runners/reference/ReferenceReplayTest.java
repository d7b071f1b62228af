package org.meltwatch.runners.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.conformance.Expected;
import org.meltwatch.conformance.StoppedSpool;
import org.meltwatch.model.DefectRules;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** The reference program over a spool that was kept. */
final class ReferenceReplayTest {

  @TempDir private Path temporary = Path.of("");

  @Test
  void replay_ofASpool_equalsTheReferenceModel() throws Exception {
    Path spool = temporary.resolve("spool");
    SyntheticPrint print = new SyntheticPrint("SYN", 5, Grid.parse("2x2"), 60, 7);
    Settings settings = Settings.of(print).withFaults(new Fault(Fault.Kind.CORRUPT, 3, 2));
    try (LocalChallenger challenger = LocalChallenger.start(settings)) {
      StoppedSpool.of(spool, challenger.url());
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
}
