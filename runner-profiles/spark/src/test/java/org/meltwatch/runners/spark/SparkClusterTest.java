package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.conformance.RunnerConformance;
import org.meltwatch.pipeline.RunnerProfile;

/** Two workers, each a process of its own, give what the reference model gives. */
class SparkClusterTest extends RunnerConformance {

  private static final int WORKERS = 2;

  @TempDir private static Path directory = Path.of("");
  private static LocalCluster cluster = new LocalCluster(directory, 0);

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    cluster = new LocalCluster(directory, freePort());
    cluster.start(WORKERS);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    assertEquals(WORKERS + 1, cluster.stop());
  }

  @Override
  protected RunnerProfile profile() {
    return new SparkProfile();
  }

  @Override
  protected List<String> arguments() {
    return List.of("--sparkMaster=" + cluster.master());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
