package org.meltwatch.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Kafka broker on loopback, as a process with a class path of its own: an engine's class path and
 * a broker's have other releases of the same libraries.
 */
public final class BrokerProcess implements AutoCloseable {

  private static final Duration READY = Duration.ofMinutes(1);
  private static final String MAIN = "org.meltwatch.kafka.KafkaBroker";

  private final Path directory;
  private final int port;
  private final List<String> settings;
  private Process process;

  private BrokerProcess(Path directory, int port, List<String> settings) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.port = port;
    this.settings = List.copyOf(settings);
    this.process = launched();
  }

  /**
   * Starts a broker that can be used.
   *
   * @param directory where its log is
   */
  public static BrokerProcess start(Path directory) throws IOException, InterruptedException {
    BrokerProcess broker = begin(directory, freePort(), List.of());
    broker.awaitReady();
    return broker;
  }

  /**
   * Starts a broker that may have to wait for others.
   *
   * @param settings Kafka's own, each as {@code name=value}
   */
  static BrokerProcess begin(Path directory, int port, List<String> settings) throws IOException {
    return new BrokerProcess(directory, port, settings);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process launched() throws IOException {
    Path target = target();
    String classPath =
        target.resolve("classes")
            + File.pathSeparator
            + Files.readString(target.resolve("class-path")).strip();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                MAIN,
                directory.toString(),
                Integer.toString(port)));
    command.addAll(settings);
    Files.deleteIfExists(log());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  /** Beside its directory: that may be on a disk that is full. */
  private Path log() {
    return directory.resolveSibling(directory.getFileName() + ".log");
  }

  /** Until it can be used. */
  void awaitReady() throws IOException, InterruptedException {
    Path log = log();
    long end = System.nanoTime() + READY.toNanos();
    while (Files.readString(log, UTF_8).lines().noneMatch(line -> line.startsWith("ready "))) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("the broker did not get ready: " + Files.readString(log, UTF_8));
      }
    }
  }

  /** Tests run in their module's directory, of which the tree knows two depths. */
  private static Path target() throws IOException {
    for (String root : List.of("../..", "..", ".")) {
      Path target = Path.of(root, "tools", "kafka", "target").toAbsolutePath().normalize();
      if (Files.exists(target.resolve("class-path"))) {
        return target;
      }
    }
    throw new IOException("tools/kafka must have been built, from " + Path.of("").toAbsolutePath());
  }

  /** Where it is reached, as {@code --brokers} takes it. */
  public String brokers() {
    return "127.0.0.1:" + port;
  }

  /** The process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Kills it outright. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it anew with what it kept. */
  public void revive() throws IOException, InterruptedException {
    begin();
    awaitReady();
  }

  /** The same, without waiting for it. */
  void begin() throws IOException {
    process = launched();
  }

  @Override
  public void close() {
    kill();
  }
}
