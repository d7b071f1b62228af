package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        "meltwatch: --stack is for the local challenger and cannot go with --challenger",
        complaint("--challenger=http://127.0.0.1:1", "--stack=x"));
  }

  @Test
  void run_withUrlWithoutHost_saysHowOneLooks() {
    assertEquals(
        "meltwatch: --challenger (localhost:8866) must be a URL such as http://127.0.0.1:8866",
        complaint("--challenger=localhost:8866"));
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
  }

  private static String complaint(String... args) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertEquals(MonitorRun.USAGE, new MonitorRun(new DirectProfile(), err, err).run(args));
    return said.toString(StandardCharsets.UTF_8).strip();
  }
}
