package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.options.UsageException;
import org.meltwatch.pipeline.Main;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.processes.ClusterProcesses;
import org.meltwatch.processes.JvmFlags;

/** {@code --flinkMaster} that leads nowhere, as a user's terminal shows it. */
@Timeout(180)
class FlinkAddressTest {

  @TempDir private Path temporary = Path.of("");
  private LocalChallenger challenger;

  FlinkAddressTest() throws IOException {
    SyntheticPrint print = new SyntheticPrint("P", 3, new Grid(1, 1), 24, 1);
    challenger = LocalChallenger.start(Settings.of(print));
  }

  @AfterEach
  void stop() {
    challenger.close();
  }

  @Test
  void run_onAMasterThatIsNotThere_saysSoInOneLineBeforeABenchIsMade() throws Exception {
    String master = "127.0.0.1:" + ClusterProcesses.freePort();
    assertEquals(2, run("--flinkMaster=" + master));
    assertEquals(
        List.of(
            "meltwatch: --flinkMaster (%s) cannot be reached, is the cluster running? nobody listens"
                    .formatted(master)
                + " at http://"
                + master),
        stderr());
    assertEquals("[]", history());
  }

  @Test
  void check_ofSomebodyElse_saysSo() {
    String master = challenger.url().substring("http://".length());
    assertEquals(
        "--flinkMaster (%s) cannot be reached, is the cluster running? what answers at %s is no"
                .formatted(master, challenger.url())
            + " JobManager",
        refusal(master));
  }

  @Test
  void check_ofAHostThatDoesNotExist_saysSo() {
    assertEquals(
        "--flinkMaster (nowhere.invalid) cannot be reached, is the cluster running? nobody listens"
            + " at http://nowhere.invalid:8081",
        refusal("nowhere.invalid"));
  }

  @Test
  void check_ofSomebodyWhoSaysNothing_isBounded() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String master = "127.0.0.1:" + silent.getLocalPort();
      assertEquals(
          "--flinkMaster (%s) cannot be reached, is the cluster running? http://%s did not answer"
                  .formatted(master, master)
              + " within 5 s",
          refusal(master));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[lcoal]",
        "http://127.0.0.1:8081",
        "127.0.0.1:99999",
        "127.0.0.1:0",
        "a b:1",
        "u@h:1",
        "127.0.0.1:8081/jobs"
      })
  void check_ofWhatIsNoAddress_saysTheRule(String master) {
    assertEquals(
        "--flinkMaster (%s) must be HOST:PORT, [local] or [auto]".formatted(master),
        refusal(master));
  }

  private static String refusal(String master) {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setFlinkMaster(master);
    options.setParallelism(1);
    return assertThrows(UsageException.class, () -> new FlinkProfile().check(options)).getMessage();
  }

  private int run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmFlags.opens());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.add("--challenger=" + challenger.url());
    command.add("--output=" + temporary.resolve("out"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectOutput(temporary.resolve("stdout").toFile())
        .redirectError(temporary.resolve("stderr").toFile())
        .start()
        .waitFor();
  }

  private List<String> stderr() throws IOException {
    return Files.readAllLines(temporary.resolve("stderr"));
  }

  private String history() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(challenger.url() + "/api/history")).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
