package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.pipeline.MonitorRun;

/** What a user gets wrong is one clear line before anything starts, and exit code 2. */
class UsageTest {

  @TempDir private Path temporary = Path.of("");

  @Test
  void run_withUnknownOption_saysWhich() {
    assertEquals(
        "meltwatch: there is no option --clustere. Did you mean 'clusterer'? (--help tells all"
            + " options)",
        complaint("--clustere=indexed"));
  }

  @Test
  void run_withValueOutOfRange_saysTheRange() {
    assertEquals("meltwatch: --lanes (0) must be in [1, 256]", complaint("--lanes=0"));
  }

  @Test
  void run_withContradictingThresholds_saysTheRule() {
    assertEquals(
        "meltwatch: voidBelow (65000) must be less than saturatedAbove (65000) (--help tells all"
            + " options)",
        complaint("--voidBelow=65000"));
  }

  @Test
  void run_withUnknownOrdering_saysTheChoices() {
    assertEquals(
        "meltwatch: --ordering (arrival) must be buffer or event-time",
        complaint("--ordering=arrival"));
  }

  @Test
  void run_withChallengerAndStack_saysThatTheyContradict() {
    assertEquals(
        "meltwatch: --challenger and --stack cannot go together: each asks for a source of its own"
            + " (challenger, local)",
        complaint("--challenger=http://127.0.0.1:1", "--stack=x"));
  }

  @Test
  void run_withUrlWithoutHost_saysHowOneLooks() {
    assertEquals(
        "meltwatch: --challenger (localhost:8866) must be a URL such as http://127.0.0.1:8866",
        complaint("--challenger=localhost:8866"));
  }

  @Test
  void run_withPortThatNoMachineHas_saysTheRange() {
    assertEquals(
        "meltwatch: --challenger (http://127.0.0.1:99999) must have a port in [1, 65535]",
        complaint("--challenger=http://127.0.0.1:99999"));
  }

  @Test
  void run_withUserInTheUrl_saysWhereATokenGoesAndDoesNotRepeatIt() {
    assertEquals(
        "meltwatch: --challenger must be a URL without user, query and fragment, such as"
            + " http://127.0.0.1:8866: a token goes into --apiTokenFile or MELTWATCH_API_TOKEN",
        complaint("--challenger=http://me:secret@127.0.0.1:8866"));
  }

  @Test
  void run_withOutputWithoutAValue_saysHowOneIsGiven() {
    assertEquals("meltwatch: --output must be given a value: --output=...", complaint("--output"));
    assertEquals("meltwatch: --output must be given a value: --output=...", complaint("--output="));
  }

  @Test
  void run_withOutputThatNoFileCanBeCalled_saysSo() {
    String complaint = complaint("--output=a\0b");
    assertTrue(
        complaint.startsWith("meltwatch: --output must be a path that this locale can name:"),
        complaint);
  }

  @Test
  void run_withReplayOfWhatIsNoSpool_saysSo() throws IOException {
    String rule =
        "meltwatch: --replay (%s) must be a spool that an earlier run has kept: it holds no"
            + " messages";
    Path missing = temporary.resolve("missing");
    Path results = Files.createDirectories(temporary.resolve("results"));
    String out = "--output=" + temporary.resolve("out");
    assertEquals(rule.formatted(missing), complaint("--replay=" + missing, out));
    assertEquals(rule.formatted(results), complaint("--replay=" + results, out));
    Path lane = Files.createDirectories(results.resolve("spool/kept/lane-0-of-4"));
    Files.writeString(lane.resolve("0000000000-00000000.msg"), "x");
    assertEquals(
        rule.formatted(results) + "; did you mean %s?".formatted(results.resolve("spool")),
        complaint("--replay=" + results, out));
  }

  @Test
  void run_withUnreachableChallenger_asksWhetherItRuns() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port;
    String complaint = complaint("--challenger=" + url);
    assertTrue(
        complaint.startsWith("meltwatch: --challenger cannot be reached, is it running?")
            && complaint.contains(url),
        complaint);
  }

  @Test
  void run_withAChallengerThatRefusesABench_saysWhatItSaid() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    server.start();
    try {
      String complaint =
          complaint("--challenger=http://127.0.0.1:" + server.getAddress().getPort());
      assertTrue(
          complaint.startsWith("meltwatch: the challenger refuses a bench: ")
              && complaint.contains("403"),
          complaint);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void run_withOutputOfAnEarlierRun_refusesToMixThem() throws IOException {
    Files.writeString(temporary.resolve("q1.csv"), "");
    assertEquals(
        "meltwatch: --output (%s) must be new or empty: it holds an earlier run; choose another"
                .formatted(temporary)
            + " directory or remove it",
        complaint("--output=" + temporary));
  }

  @Test
  void run_withOutputBelowAFile_saysThatItIsNotWritable() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    String complaint = complaint("--output=" + file.resolve("out"));
    assertTrue(
        complaint.startsWith(
            "meltwatch: --output (%s) must be writable:".formatted(file.resolve("out"))),
        complaint);
  }

  @Test
  void run_withStackWithoutImages_saysSo() {
    String complaint = complaint("--stack=" + temporary, "--output=" + temporary.resolve("out"));
    assertTrue(
        complaint.startsWith("meltwatch: the local challenger")
            && complaint.contains(temporary.toString()),
        complaint);
  }

  @Test
  void run_withApiTokenFileThatIsNotThere_namesIt() {
    String file = temporary.resolve("token").toString();
    String complaint =
        complaint("--apiTokenFile=" + file, "--layers=1", "--tiles=1x1", "--tileSize=10");
    assertTrue(
        complaint.startsWith(
            "meltwatch: --apiTokenFile (%s) must be a readable file".formatted(file)),
        complaint);
  }

  @Test
  void help_namesEveryOptionAndExitCode() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertEquals(MonitorRun.OK, new MonitorRun(new DirectProfile(), out, out).run("--help"));
    String help = said.toString(StandardCharsets.UTF_8);
    for (String option :
        new String[] {"--challenger", "--stack", "--lanes", "--ordering", "--eps"}) {
      assertTrue(help.contains("  " + option + " "), option);
    }
    assertTrue(help.contains("Exit codes: 0 every tile that came in has its result"), help);
    assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
    assertEquals(
        List.of("--challenger", "--stack", "--grid", "--output", "--replay"),
        help.lines()
            .takeWhile(line -> !line.isEmpty())
            .filter(line -> line.startsWith("  --"))
            .map(line -> line.strip().replaceFirst(" .*", ""))
            .toList());
    for (String heading :
        new String[] {
          "Run",
          "Reading",
          "Ordering",
          "Rules",
          "Challenger (--source=challenger)",
          "Local challenger (--source=local)"
        }) {
      assertTrue(help.contains("\n\n" + heading + "\n"), heading + help);
    }
  }

  private static String complaint(String... args) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertEquals(MonitorRun.USAGE, new MonitorRun(new DirectProfile(), err, err).run(args));
    return said.toString(StandardCharsets.UTF_8).strip();
  }
}
