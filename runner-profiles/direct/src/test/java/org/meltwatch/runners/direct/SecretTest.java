package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.FaultRates;
import org.meltwatch.launch.Launcher;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** The API token is in no file, on no page, and in no command line, whatever goes wrong. */
@Timeout(300)
class SecretTest {

  private static final String TOKEN = "s3cr3t-t0ken-of-the-test";

  @TempDir private Path temporary = Path.of("");

  @Test
  void run_withTokenFromTheEnvironment_tellsItNobody() throws Exception {
    check(List.of(), true);
  }

  @Test
  void run_withTokenFromAFile_tellsItNobody() throws Exception {
    Path file = Files.createTempFile("token", ".txt");
    try {
      Files.writeString(file, TOKEN + "\n");
      check(List.of("--apiTokenFile=" + file), false);
    } finally {
      Files.delete(file);
    }
  }

  private void check(List<String> more, boolean environment) throws Exception {
    SyntheticPrint print = new SyntheticPrint("SYN", 20, Grid.parse("1x2"), 24, 7);
    FaultRates faults = FaultRates.parse("error:0.2,reset:0.1,corrupt:0.1", 3);
    List<String> args =
        new ArrayList<>(List.of("--output=" + temporary.resolve("out"), "--verbose", "--spool=on"));
    args.addAll(more);
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(print).withRates(faults))) {
      args.add("--challenger=" + challenger.url());
      Process run = launch(args, environment);
      while (run.isAlive()) {
        assertNoCommandLineHasIt();
        Thread.sleep(50);
      }
      assertEquals(3, run.exitValue(), Files.readString(temporary.resolve("log")));
      for (String page : List.of("/dash", "/api/history")) {
        assertFalse(get(challenger.url() + page).contains(TOKEN), page);
      }
    }
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(TOKEN), file.toString());
      }
    }
  }

  private Process launch(List<String> args, boolean environment) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                Launcher.class.getName()));
    command.addAll(args);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("log").toFile());
    builder
        .environment()
        .put("MELTWATCH_JVM_FLAGS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug");
    if (environment) {
      builder.environment().put("MELTWATCH_API_TOKEN", TOKEN);
    }
    return builder.start();
  }

  private static void assertNoCommandLineHasIt() throws IOException {
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        assertFalse(commandLine(process).contains(TOKEN), process.toString());
      }
    }
  }

  /** Empty if the process has ended meanwhile. */
  private static String commandLine(Path process) {
    try {
      return new String(
          Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static String get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
