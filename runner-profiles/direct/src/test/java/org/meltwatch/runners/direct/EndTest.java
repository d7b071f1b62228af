package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.conformance.ChallengerProxy;
import org.meltwatch.conformance.Expected;
import org.meltwatch.conformance.ProxiedAnswer;
import org.meltwatch.model.DefectRules;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** A challenger that does not let its bench be ended cannot take back what was answered. */
class EndTest {

  /** Instead of a status: the connection is closed without an answer. */
  private static final int NOTHING = 0;

  @TempDir private Path temporary = Path.of("");

  @ParameterizedTest
  @ValueSource(ints = {404, 500, NOTHING})
  void run_ofABenchThatCannotBeEnded_hasItsResultsAndSaysSo(int status) throws Exception {
    Path out = temporary.resolve("out");
    SyntheticPrint print = new SyntheticPrint("SYN", 5, Grid.parse("2x2"), 60, 7);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(print));
        ChallengerProxy unending =
            ChallengerProxy.before(
                challenger.url(), call -> call.kind().equals("end") ? no(status) : call.passOn())) {
      int code =
          new MonitorRun(new DirectProfile(), stream, stream)
              .run("--challenger=" + unending.url(), "--output=" + out);
      String text = said.toString(StandardCharsets.UTF_8);
      assertEquals(MonitorRun.OK, code, text);
      Expected expected = Expected.of(challenger.tiles(), DefectRules.DEFAULT, Map.of());
      expected.requireIn(out, text);
      JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
      String word = "the source was not told that the run is over: POST ";
      assertTrue(run.get("challenger").asText().startsWith(word), run.toPrettyString());
      assertTrue(text.contains("meltwatch: " + word), text);
      assertEquals(20, run.get("counts").get("results").asInt());
    }
  }

  private static @Nullable ProxiedAnswer no(int status) {
    return status == NOTHING ? null : ProxiedAnswer.text(status, "text/plain", "not now");
  }
}
