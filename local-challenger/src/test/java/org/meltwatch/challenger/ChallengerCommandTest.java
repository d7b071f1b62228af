package org.meltwatch.challenger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.bench.TestClient;
import org.meltwatch.testing.ListeningSockets;

/** The command line as another process sees it. */
@Tag("processes")
final class ChallengerCommandTest {

  private static Process run(String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LocalChallenger.class.getName()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).start();
  }

  @Test
  void main_withExitWithStdin_servesUntilStdinEnds() throws Exception {
    Process process =
        run(
            "--port=0",
            "--layers=2",
            "--tiles=1x2",
            "--tileSize=20",
            "--prints=2",
            "--exitWithStdin");
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String ready = out.readLine();
      assertTrue(
          ready.matches(
              "challenger ready at http://127\\.0\\.0\\.1:\\d+ "
                  + "\\(SYN2025 and SYN2025-2, 2 layers of 1x2 tiles, 8 batches\\)"),
          ready);
      TestClient client = new TestClient(ready.replaceAll(".*(http://\\S+).*", "$1"));
      String bench = client.begin("process");
      assertEquals("SYN2025", client.next(bench).key().printId());
      assertEquals("SYN2025-2", client.next(bench).key().printId());
      process.getOutputStream().close();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void main_serving_listensOnLoopbackOnly() throws Exception {
    assumeTrue(ListeningSockets.areTold(), "only Linux tells");
    Process process =
        run("--port=0", "--layers=1", "--tiles=1x1", "--tileSize=8", "--exitWithStdin");
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String port = out.readLine().replaceAll(".*http://\\S+:(\\d+).*", "$1");
      assertEquals(
          Set.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port))),
          ListeningSockets.of(process.pid()));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void main_withAnUnusableStack_saysWhyInOneLineAndExitsWithTwo(@TempDir Path empty)
      throws Exception {
    Process process = run("--stack=" + empty, "--port=0");
    try (BufferedReader err =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      assertEquals(
          "folder %s holds no images (*.tif, *.tiff, *.png, *.jpg, *.bmp), but 0 other files"
              .formatted(empty),
          err.readLine());
      assertEquals(2, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void run_withWrongValues_exitsWithTwo() {
    assertEquals(2, ChallengerCommand.run("--tiles=4"));
    assertEquals(2, ChallengerCommand.run("--layers=0"));
    assertEquals(2, ChallengerCommand.run("--drop=99:0", "--layers=1", "--tileSize=8"));
    assertEquals(2, ChallengerCommand.run("--rate=-1"));
    assertEquals(2, ChallengerCommand.run("--saturatedAbove=65536", "--layers=1", "--tileSize=8"));
    assertEquals(2, ChallengerCommand.run("--unknown"));
    assertEquals(0, ChallengerCommand.run("--help"));
  }
}
