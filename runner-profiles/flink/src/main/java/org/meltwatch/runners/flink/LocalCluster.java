package org.meltwatch.runners.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.meltwatch.launch.JvmFlags;

/**
 * A real standalone cluster on loopback: a JobManager and TaskManagers as processes, from the jars
 * on this process's class path alone. Everything it leaves behind, logs and pid files among it, is
 * in one directory.
 */
public final class LocalCluster {

  private static final Duration READY = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long GRACE_SECONDS = 10;
  private static final String JOB_MANAGER = "jobmanager";
  private static final String PID = ".pid";

  private final Path directory;
  private final int restPort;

  LocalCluster(Path directory, int restPort) {
    this.directory = directory.toAbsolutePath();
    this.restPort = restPort;
  }

  /**
   * {@code start DIR REST_PORT TASKMANAGERS} starts a cluster and returns; {@code stop DIR} stops
   * it.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 4 && args[0].equals("start")) {
      LocalCluster cluster = new LocalCluster(Path.of(args[1]), Integer.parseInt(args[2]));
      cluster.start(Integer.parseInt(args[3]));
      System.out.printf("cluster ready: --flinkMaster=%s, logs in %s%n", cluster.master(), args[1]);
    } else if (args.length == 2 && args[0].equals("stop")) {
      System.out.printf("%d processes stopped%n", new LocalCluster(Path.of(args[1]), 0).stop());
    } else {
      System.err.println("usage: start DIR REST_PORT TASKMANAGERS | stop DIR");
      System.exit(2);
    }
  }

  /** What {@code --flinkMaster} takes. */
  String master() {
    return "127.0.0.1:" + restPort;
  }

  /**
   * Starts all processes and waits until jobs can be submitted.
   *
   * @throws IOException if a cluster of this directory is running, or this one does not get ready
   */
  void start(int taskManagers) throws IOException, InterruptedException {
    if (!processes().isEmpty()) {
      throw new IOException("a cluster is running already, by the pid files in " + directory);
    }
    Files.createDirectories(directory);
    ClusterConfiguration configuration = new ClusterConfiguration(restPort, freePort());
    Files.writeString(directory.resolve("config.yaml"), configuration.yaml());
    start(
        JOB_MANAGER,
        ClusterConfiguration.jobManagerFlags(),
        StandaloneSessionClusterEntrypoint.class.getName(),
        List.of());
    for (int i = 0; i < taskManagers; i++) {
      startTaskManager(i);
    }
    awaitReady(taskManagers);
  }

  private void awaitReady(int taskManagers) throws IOException, InterruptedException {
    ClusterRest rest = ClusterRest.of(master());
    long end = System.nanoTime() + READY.toNanos();
    while (!rest.awaitSlots(taskManagers * ClusterConfiguration.SLOTS, POLL)) {
      if (processes().size() <= taskManagers || System.nanoTime() - end > 0) {
        stop();
        throw new IOException(
            "the cluster was not ready within %s, or not all of it: see the logs in %s"
                .formatted(READY, directory));
      }
    }
  }

  private void startTaskManager(int number) throws IOException {
    String name = taskManager(number);
    start(
        name,
        ClusterConfiguration.taskManagerFlags(),
        TaskManagerRunner.class.getName(),
        List.of("-D", "taskmanager.resource-id=" + name));
  }

  static String taskManager(int number) {
    return "taskmanager-" + number;
  }

  private void start(String name, List<String> flags, String mainClass, List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(JvmFlags.opens());
    command.add("-cp");
    command.add(String.join(File.pathSeparator, ClassPath.ofThisProcess().cluster()));
    command.add(mainClass);
    command.addAll(List.of("--configDir", directory.toString()));
    command.addAll(args);
    File log = directory.resolve(name + ".log").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    Files.writeString(
        directory.resolve(name + PID),
        identity(process.toHandle()) + System.lineSeparator(),
        UTF_8);
  }

  /** The process of a JobManager or TaskManager, if it runs. */
  Optional<ProcessHandle> process(String name) throws IOException {
    Path file = directory.resolve(name + PID);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String identity = Files.readString(file, UTF_8).strip();
    return ProcessHandle.of(Long.parseLong(identity.split(" ", -1)[0]))
        .filter(process -> process.isAlive() && identity(process).equals(identity));
  }

  /** Kills every process of the cluster at once, as a power failure would. */
  void kill() throws IOException, InterruptedException {
    List<ProcessHandle> running = processes();
    running.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(running);
  }

  /** Stops the processes that this directory's pid files name; returns how many they were. */
  int stop() throws IOException, InterruptedException {
    List<ProcessHandle> running = processes();
    running.forEach(ProcessHandle::destroy);
    awaitEnd(running);
    running.forEach(ProcessHandle::destroyForcibly);
    for (Path file : pidFiles()) {
      Files.delete(file);
    }
    return running.size();
  }

  private static void awaitEnd(List<ProcessHandle> running) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    while (running.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
  }

  private List<ProcessHandle> processes() throws IOException {
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

  /** A pid may have been given to another process since, so that alone names nobody. */
  private static String identity(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
