package org.meltwatch.runners.flink;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.util.FileUtils;
import org.meltwatch.processes.ClusterProcesses;

/**
 * A real standalone cluster on loopback: a JobManager and TaskManagers as processes, from the jars
 * on this process's class path alone. Everything it leaves behind, logs and pid files among it, is
 * in one directory.
 */
public final class LocalCluster {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final String JOB_MANAGER = "jobmanager";

  private final ClusterProcesses processes;
  private final int restPort;

  LocalCluster(Path directory, int restPort) {
    this.processes = new ClusterProcesses(directory);
    this.restPort = restPort;
  }

  /**
   * {@code start DIR REST_PORT TASKMANAGERS} starts a cluster and returns, {@code revive} with the
   * same arguments starts those of its processes anew that have ended; {@code stop DIR} stops it.
   * {@code files DIR} starts nothing: it writes what nodes of their own are started from.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 4 && args[0].equals("start")) {
      LocalCluster cluster = new LocalCluster(Path.of(args[1]), Integer.parseInt(args[2]));
      cluster.start(Integer.parseInt(args[3]));
      System.out.printf("cluster ready: --flinkMaster=%s, logs in %s%n", cluster.master(), args[1]);
    } else if (args.length == 4 && args[0].equals("revive")) {
      new LocalCluster(Path.of(args[1]), Integer.parseInt(args[2]))
          .revive(Integer.parseInt(args[3]));
    } else if (args.length == 2 && args[0].equals("stop")) {
      System.out.printf("%d processes stopped%n", new LocalCluster(Path.of(args[1]), 0).stop());
    } else if (args.length == 2 && args[0].equals("files")) {
      ClusterFiles.write(Path.of(args[1]));
    } else {
      System.err.println("usage: start|revive DIR REST_PORT TASKMANAGERS | stop DIR | files DIR");
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
    processes.create();
    FileUtils.deleteDirectory(temporary().toFile());
    Files.createDirectories(temporary());
    ClusterConfiguration configuration =
        new ClusterConfiguration(restPort, ClusterProcesses.freePort(), temporary());
    Files.writeString(processes.directory().resolve("config.yaml"), configuration.yaml());
    revive(taskManagers);
  }

  /** Starts those processes that do not run, with the configuration that is there. */
  void revive(int taskManagers) throws IOException, InterruptedException {
    if (process(JOB_MANAGER).isEmpty()) {
      start(
          JOB_MANAGER,
          ClusterConfiguration.jobManagerFlags(),
          StandaloneSessionClusterEntrypoint.class.getName(),
          List.of());
    }
    for (int i = 0; i < taskManagers; i++) {
      if (process(taskManager(i)).isEmpty()) {
        startTaskManager(i);
      }
    }
    ClusterRest rest = ClusterRest.of(master());
    processes.await(
        1 + taskManagers, () -> rest.awaitSlots(taskManagers * ClusterConfiguration.SLOTS, POLL));
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

  private void start(String name, List<String> flags, String mainClass, List<String> more)
      throws IOException {
    List<String> arguments = new ArrayList<>(flags);
    arguments.add("-cp");
    arguments.add(String.join(File.pathSeparator, ClassPath.ofThisProcess().cluster()));
    arguments.add(mainClass);
    arguments.addAll(List.of("--configDir", processes.directory().toString()));
    arguments.addAll(more);
    processes.start(name, arguments, Map.of());
  }

  /** The process of a JobManager or TaskManager, if it runs. */
  Optional<ProcessHandle> process(String name) throws IOException {
    return processes.process(name);
  }

  /** Kills every process of the cluster at once, as a power failure would. */
  void kill() throws IOException, InterruptedException {
    processes.kill();
  }

  /** Stops the processes that this directory's pid files name; returns how many they were. */
  int stop() throws IOException, InterruptedException {
    int stopped = processes.stop();
    FileUtils.deleteDirectory(temporary().toFile());
    return stopped;
  }

  private Path temporary() {
    return processes.directory().resolve("tmp");
  }
}
