package org.meltwatch.runners.spark;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.deploy.SparkSubmit;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.meltwatch.processes.ArgFile;
import org.meltwatch.processes.ClusterProcesses;
import org.meltwatch.processes.JvmFlags;

/**
 * A real standalone cluster on loopback: a master and workers as processes, from the jars on this
 * process's class path alone. Everything it leaves behind, logs and pid files among it, is in one
 * directory.
 */
public final class LocalCluster {

  /** Of a master or a worker, which do no work themselves. */
  static final String HEAP = "-Xmx512m";

  private static final int CORES = 2;
  private static final Pattern ALIVE = Pattern.compile("\"aliveworkers\" *: *(\\d+)");

  private final ClusterProcesses processes;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  LocalCluster(Path directory, int port) {
    this.processes = new ClusterProcesses(directory);
    this.port = port;
  }

  /**
   * {@code start DIR PORT WORKERS} starts a cluster and returns, {@code revive} with the same
   * arguments starts those of its processes anew that have ended; {@code stop DIR} stops it. {@code
   * files DIR} starts nothing: it writes what nodes of their own are started from.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 4 && args[0].equals("start")) {
      LocalCluster cluster = new LocalCluster(Path.of(args[1]), Integer.parseInt(args[2]));
      cluster.start(Integer.parseInt(args[3]));
      System.out.printf("cluster ready: --sparkMaster=%s, logs in %s%n", cluster.master(), args[1]);
    } else if (args.length == 4 && args[0].equals("revive")) {
      new LocalCluster(Path.of(args[1]), Integer.parseInt(args[2]))
          .revive(Integer.parseInt(args[3]));
    } else if (args.length == 2 && args[0].equals("stop")) {
      System.out.printf("%d processes stopped%n", new LocalCluster(Path.of(args[1]), 0).stop());
    } else if (args.length == 2 && args[0].equals("files")) {
      ClusterFiles.write(Path.of(args[1]));
    } else {
      System.err.println("usage: start|revive DIR PORT WORKERS | stop DIR | files DIR");
      System.exit(2);
    }
  }

  /** What {@code --sparkMaster} takes. */
  String master() {
    return "spark://127.0.0.1:" + port;
  }

  /**
   * Starts all processes and waits until all workers are registered.
   *
   * @throws IOException if a cluster of this directory is running, or this one does not get ready
   */
  void start(int workers) throws IOException, InterruptedException {
    processes.create();
    makeHome();
    List<String> submit = new ArrayList<>(JvmFlags.opens());
    submit.addAll(List.of("-Xmx3g", "-cp", classPath(), SparkSubmit.class.getName()));
    ArgFile.write(submitFile(), submit);
    revive(workers);
  }

  /** Starts those processes that do not run. */
  void revive(int workers) throws IOException, InterruptedException {
    int webPort = port + 1;
    if (process("master").isEmpty()) {
      start(
          "master",
          Master.class.getName(),
          List.of("--host", "127.0.0.1", "--port", "" + port, "--webui-port", "" + webPort));
    }
    for (int i = 0; i < workers; i++) {
      if (process(worker(i)).isEmpty()) {
        start(worker(i), Worker.class.getName(), arguments(worker(i), webPort + 1 + i));
      }
    }
    processes.await(1 + workers, () -> aliveWorkers(webPort) >= workers);
  }

  static String worker(int number) {
    return "worker-" + number;
  }

  private List<String> arguments(String worker, int webPort) {
    return List.of(
        "--host",
        "127.0.0.1",
        "--webui-port",
        "" + webPort,
        "--cores",
        "" + CORES,
        "--memory",
        "2g",
        "--work-dir",
        home().resolve(worker).toString(),
        master());
  }

  private Path home() {
    return processes.directory();
  }

  /** What a Spark distribution has and the workers look for when they start executors. */
  private void makeHome() throws IOException {
    Path jars = Files.createDirectories(home().resolve("jars"));
    for (String jar : ClassPath.ofThisProcess().engine()) {
      Path link = jars.resolve(Path.of(jar).getFileName());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of(jar));
    }
    Path logging = Files.createDirectories(home().resolve("conf")).resolve(ClusterFiles.LOGGING);
    Files.deleteIfExists(logging);
    ClusterFiles.copyLogging(logging);
  }

  /**
   * What a Spark distribution's {@code spark-submit} does, as an argument file for the java
   * command.
   */
  Path submitFile() {
    return home().resolve("submit.args");
  }

  private String classPath() {
    return home().resolve("conf") + File.pathSeparator + home().resolve("jars") + "/*";
  }

  private void start(String name, String mainClass, List<String> more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(HEAP, "-cp", classPath(), mainClass));
    arguments.addAll(more);
    processes.start(
        name,
        arguments,
        Map.of(
            "SPARK_HOME",
            home().toString(),
            "SPARK_SCALA_VERSION",
            "2.12",
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "JAVA_HOME",
            System.getProperty("java.home")));
  }

  /** By the master's page; none while it does not answer. */
  private long aliveWorkers(int webPort) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(String.format(Locale.ROOT, "http://127.0.0.1:%d/json/", webPort)))
            .build();
    try {
      Matcher alive =
          ALIVE.matcher(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
      return alive.find() ? Long.parseLong(alive.group(1)) : 0;
    } catch (IOException e) {
      // Nobody answers: that is what the caller waits to end.
      return 0;
    }
  }

  /** The process of the master or a worker, if it runs. */
  Optional<ProcessHandle> process(String name) throws IOException {
    return processes.process(name);
  }

  /** Stops the processes that this directory's pid files name; returns how many they were. */
  int stop() throws IOException, InterruptedException {
    return processes.stop();
  }
}
