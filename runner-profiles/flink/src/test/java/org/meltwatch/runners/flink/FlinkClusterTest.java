package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.Grid;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.Settings;
import org.meltwatch.challenger.SyntheticPrint;

/**
 * Processes that are killed. The challenger hands each batch out once, so what was in flight is
 * lost until there is a spool: it must be little, and {@code run.json} must name it.
 */
@Timeout(240)
class FlinkClusterTest {

  private static final int RATE = 40;
  private static final Pattern SEQ_ID = Pattern.compile("\"seq_id\":(\\d+)");

  /** What lanes hold, and what they handed on since a checkpoint of the last second. */
  private static final int IN_FLIGHT = 4 * 2 * 2 + 2 * RATE;

  @TempDir private Path temporary = Path.of("");
  private LocalCluster cluster = new LocalCluster(Path.of("target/flink-cluster-test"), 0);

  @BeforeEach
  void startCluster() throws Exception {
    cluster = new LocalCluster(Path.of("target/flink-cluster-test"), freePort());
    cluster.stop();
    cluster.start(2);
  }

  @AfterEach
  void stopCluster() throws Exception {
    cluster.stop();
  }

  @Test
  void run_whoseTaskManagerIsKilled_answersEveryTileOnceThatWasNotInFlight() throws Exception {
    try (LocalChallenger challenger = challenger()) {
      CompletableFuture<Runs> run = CompletableFuture.supplyAsync(() -> run(challenger));
      awaitResults(40);
      cluster.process(LocalCluster.taskManager(1)).orElseThrow().destroyForcibly();
      check(challenger, run.get());
    }
  }

  @Test
  void run_whoseClusterIsKilled_goesOnFromItsLastCheckpointOnTheNext() throws Exception {
    try (LocalChallenger challenger = challenger()) {
      CompletableFuture<Runs> run = CompletableFuture.supplyAsync(() -> run(challenger));
      awaitResults(40);
      cluster.kill();
      cluster.start(2);
      check(challenger, run.get());
    }
  }

  private Runs run(LocalChallenger challenger) {
    return Runs.of(
        "--challenger=" + challenger.url(),
        "--output=" + temporary.resolve("out"),
        "--flinkMaster=" + cluster.master(),
        "--checkpointingInterval=200",
        "--checkpointDir=" + temporary.resolve("checkpoints"),
        "--parallelism=2",
        "--verbose");
  }

  /** Every tile is in the result files once, or named as lost; the exit code says which it was. */
  private void check(LocalChallenger challenger, Runs run) throws IOException {
    Path out = temporary.resolve("out");
    List<Long> answered =
        Files.readAllLines(out.resolve("q3.csv")).stream()
            .skip(1)
            .map(row -> Long.parseLong(row.substring(0, row.indexOf(','))))
            .toList();
    JsonNode counts = new ObjectMapper().readTree(out.resolve("run.json").toFile()).get("counts");
    Set<Long> lost = ids(counts.get("missing_batch_ids"));
    lost.addAll(ids(counts.get("unanswered")));
    Set<Long> known = new TreeSet<>(answered);
    assertEquals(answered.size(), known.size(), "a tile is there once");
    known.addAll(lost);
    Set<Long> handedOut = new TreeSet<>();
    challenger.tiles().forEach(tile -> handedOut.add(tile.batchId()));
    assertEquals(handedOut, known, run.said());
    assertTrue(lost.size() <= IN_FLIGHT, "lost " + lost + "\n" + run.said());
    assertTrue(run.code() == 0 || run.code() == 3, run.said());
  }

  private static Set<Long> ids(JsonNode ranges) {
    Set<Long> ids = new TreeSet<>();
    for (JsonNode range : ranges) {
      LongStream.rangeClosed(range.get("first").asLong(), range.get("last").asLong())
          .forEach(ids::add);
    }
    return ids;
  }

  private void awaitResults(int tiles) throws IOException, InterruptedException {
    while (answered().size() < tiles) {
      Thread.sleep(50);
    }
  }

  private Set<Long> answered() throws IOException {
    Path parts = temporary.resolve("out/parts");
    Set<Long> ids = new HashSet<>();
    if (Files.isDirectory(parts)) {
      try (Stream<Path> files = Files.list(parts)) {
        for (Path file : files.filter(part -> name(part).startsWith("q3")).toList()) {
          Files.readString(file).lines().forEach(row -> add(row, ids));
        }
      }
    }
    return ids;
  }

  /** The last line of a file may be half written. */
  private static void add(String row, Set<Long> ids) {
    Matcher id = SEQ_ID.matcher(row);
    if (id.find()) {
      ids.add(Long.parseLong(id.group(1)));
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static LocalChallenger challenger() throws IOException {
    return LocalChallenger.start(
        Settings.of(new SyntheticPrint("SYN", 60, Grid.parse("2x2"), 60, 7)).withRate(RATE));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
