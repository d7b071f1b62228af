package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.conformance.ChallengerProxy;
import org.meltwatch.conformance.ProxiedAnswer;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** Whatever prints and benches are called: what is received never becomes part of a file's name. */
class HostileNamesTest {

  /** All of them hold the word that no file's name may hold. */
  private static final List<String> TAKEN =
      List.of(
          "evil*?[x]{1}",
          "..evil",
          "%2e%2e%2fevil",
          "-rf evil; `id` $(id) |",
          "evil\u202Egnp",
          "evil\"',",
          "${evil}",
          "evil".repeat(32));

  private static final List<String> REFUSED =
      List.of("../../evil", "/etc/evil", "C:\\evil", "evil\u0000", "evil\nevil", "evil".repeat(33));

  @TempDir private Path temporary = Path.of("");

  @Test
  void run_ofHostilePrints_putsNoNameIntoAFileName() throws Exception {
    List<Print> prints = new ArrayList<>();
    Stream.concat(TAKEN.stream(), REFUSED.stream())
        .forEach(name -> prints.add(new SyntheticPrint(name, 4, Grid.parse("1x2"), 24, 7)));
    Path out = temporary.resolve("deep/down/out");
    try (LocalChallenger challenger =
        LocalChallenger.start(
            Settings.of(prints.toArray(Print[]::new))
                .withFaults(new Fault(Fault.Kind.CORRUPT, 2, 1)))) {
      String said =
          run(
              MonitorRun.INCOMPLETE,
              "--challenger=" + challenger.url(),
              "--output=" + out,
              "--spool=on",
              "--keepSpool=true");
      JsonNode counts = new ObjectMapper().readTree(out.resolve("run.json").toFile()).get("counts");
      assertEquals(TAKEN.size() * 7, counts.get("results").asInt(), said);
      assertEquals(TAKEN.size() + REFUSED.size() * 8, counts.get("dead_letters").asInt(), said);
    }
    for (String name : TAKEN) {
      assertTrue(
          Files.readString(out.resolve("q1.csv")).contains(name.replace("\"", "\"\"")), name);
    }
    assertNoNameIsEvil();
  }

  @Test
  void run_ofAHostileBench_putsItsNameIntoNoPath() throws Exception {
    String bench = "../../evil/%2e%2e/ü?#&";
    SyntheticPrint print = new SyntheticPrint("SYN", 4, Grid.parse("1x2"), 24, 7);
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(print));
        ChallengerProxy renaming = renaming(challenger, bench)) {
      run(
          MonitorRun.OK,
          "--challenger=" + renaming.url(),
          "--output=" + temporary.resolve("out"),
          "--spool=on",
          "--keepSpool=true");
      assertNoNameIsEvil();

      String said = run(MonitorRun.OK, "--challenger=" + renaming.url());
      Path expected = Path.of("results", "______evil__2e_2e_____").toAbsolutePath();
      assertTrue(said.contains("In " + expected + ": "), said);
      delete(expected);
    }
  }

  /** Gives the challenger's benches another name. */
  private static ChallengerProxy renaming(LocalChallenger challenger, String name)
      throws IOException {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    AtomicReference<String> bench = new AtomicReference<>("");
    return ChallengerProxy.before(
        challenger.url(),
        call -> {
          ProxiedAnswer answer = call.passOn(call.path().replace(encoded, bench.get()));
          if (!call.kind().equals("create")) {
            return answer;
          }
          bench.set(answer.text().replace("\"", ""));
          return ProxiedAnswer.text(answer.status(), answer.type(), "\"" + name + "\"");
        });
  }

  /** Neither in the results nor anywhere above them that a path could lead to. */
  private void assertNoNameIsEvil() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.toList()) {
        String name = temporary.relativize(file).toString().toLowerCase(Locale.ROOT);
        assertFalse(name.contains("evil"), name);
        assertTrue(name.matches("[a-z0-9._/-]*"), name);
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String run(int code, String... args) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    int actual = new MonitorRun(new DirectProfile(), stream, stream).run(args);
    String text = said.toString(StandardCharsets.UTF_8);
    assertEquals(code, actual, text);
    return text;
  }
}
