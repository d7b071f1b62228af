package org.meltwatch.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes of a cluster on this machine. They outlive whoever started them: pid files in a
 * directory, beside their logs, tell who they are. Each is a Java virtual machine like this one.
 */
public final class ClusterProcesses {

  private static final Duration READY = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 200;
  private static final long GRACE_SECONDS = 10;
  private static final Duration CLOCK_STEP = Duration.ofSeconds(5);
  private static final int LEAST_PORT = 15_000;
  private static final int MOST_PORT = 32_000;
  private static final int PORTS_TRIED = 100;
  private static final String PID = ".pid";

  private final Path directory;

  /** The cluster whose pid files are in {@code directory}, which need not exist yet. */
  public ClusterProcesses(Path directory) {
    this.directory = directory.toAbsolutePath();
  }

  /** Says whether a cluster can be used. */
  @FunctionalInterface
  public interface Readiness {
    boolean isReady() throws IOException, InterruptedException;
  }

  /** Where logs and pid files are. */
  public Path directory() {
    return directory;
  }

  /**
   * Makes the directory for a new cluster.
   *
   * @throws IOException if the one that was started here is still running
   */
  public void create() throws IOException {
    if (!running().isEmpty()) {
      throw new IOException("a cluster is running already, by the pid files in " + directory);
    }
    Files.createDirectories(directory);
  }

  /**
   * Starts a process.
   *
   * @param name of its log and its pid file
   * @param arguments of the java command, beside the flags that every engine needs
   * @param environment variables besides this process's own
   */
  public void start(String name, List<String> arguments, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmFlags.opens());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve(name + ".log").toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().putAll(environment);
    ProcessHandle process = builder.start().toHandle();
    Files.writeString(
        directory.resolve(name + PID),
        String.format(Locale.ROOT, "%d %s%n", process.pid(), start(process)),
        UTF_8);
  }

  /**
   * Waits until all is ready.
   *
   * @param count how many processes were started
   * @throws IOException if one of them ended, or the cluster did not get ready in time; what runs
   *     of it was stopped
   */
  public void await(int count, Readiness readiness) throws IOException, InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    while (!readiness.isReady()) {
      if (running().size() < count) {
        List<String> ended = ended();
        stop();
        throw new IOException(
            "%s ended before the cluster was ready: see the logs in %s"
                .formatted(String.join(", ", ended), directory));
      }
      if (System.nanoTime() - end > 0) {
        stop();
        throw new IOException(
            "the cluster was not ready within %s: see the logs in %s".formatted(READY, directory));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** The names of all processes that were started, whether they still run or not. */
  public List<String> names() throws IOException {
    return pidFiles().stream()
        .map(file -> file.getFileName().toString().replace(PID, ""))
        .sorted()
        .toList();
  }

  private List<String> ended() throws IOException {
    List<String> ended = new ArrayList<>();
    for (String name : names()) {
      if (process(name).isEmpty()) {
        ended.add(name);
      }
    }
    return ended;
  }

  /** The process of that name, if it runs. */
  public Optional<ProcessHandle> process(String name) throws IOException {
    Path file = directory.resolve(name + PID);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] identity = Files.readString(file, UTF_8).strip().split(" ", 2);
    String start = identity.length == 2 ? identity[1] : "";
    return ProcessHandle.of(Long.parseLong(identity[0]))
        .filter(process -> process.isAlive() && isStart(start(process), start));
  }

  /** Kills all processes at once, as a power failure would. */
  public void kill() throws IOException, InterruptedException {
    List<ProcessHandle> running = running();
    running.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(running);
  }

  /** Stops all processes, by force if need be; returns how many they were. */
  public int stop() throws IOException, InterruptedException {
    List<ProcessHandle> running = running();
    running.forEach(ProcessHandle::destroy);
    awaitEnd(running);
    if (running.stream().anyMatch(ProcessHandle::isAlive)) {
      running.forEach(ProcessHandle::destroyForcibly);
      awaitEnd(running);
    }
    for (Path file : pidFiles()) {
      Files.delete(file);
    }
    return running.size();
  }

  /**
   * A port of this machine that nobody listens on. It is below those that systems give to outgoing
   * connections: one of those could be taken again before the process that is to have it listens.
   */
  public static int freePort() throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LEAST_PORT, MOST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        if (attempt == PORTS_TRIED) {
          throw e;
        }
      }
    }
  }

  private static void awaitEnd(List<ProcessHandle> running) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    while (running.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
  }

  private List<ProcessHandle> running() throws IOException {
    List<ProcessHandle> running = new ArrayList<>();
    for (Path file : pidFiles()) {
      process(file.getFileName().toString().replace(PID, "")).ifPresent(running::add);
    }
    return running;
  }

  private List<Path> pidFiles() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(PID)).toList();
    }
  }

  private static String start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  /**
   * A pid may have been given to another process since, so that alone names nobody. The system
   * reckons the start from its clock, which may have been set right meanwhile.
   */
  private static boolean isStart(String found, String written) {
    if (found.isEmpty() || written.isEmpty()) {
      return found.equals(written);
    }
    Duration apart = Duration.between(Instant.parse(found), Instant.parse(written)).abs();
    return apart.compareTo(CLOCK_STEP) <= 0;
  }
}
