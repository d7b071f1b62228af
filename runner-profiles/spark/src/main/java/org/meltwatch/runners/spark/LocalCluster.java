package org.meltwatch.runners.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.meltwatch.launch.JvmFlags;

/**
 * A real standalone cluster on loopback: a master and workers as processes, from the jars on this
 * process's class path alone. Everything it leaves behind, logs and pid files among it, is in one
 * directory.
 */
public final class LocalCluster {

  private static final Duration READY = Duration.ofMinutes(2);
  private static final long GRACE_SECONDS = 10;
  private static final int CORES = 2;
  private static final String PID = ".pid";

  private final Path directory;
  private final int port;

  LocalCluster(Path directory, int port) {
    this.directory = directory.toAbsolutePath();
    this.port = port;
  }

  /** {@code start DIR PORT WORKERS} starts a cluster and returns; {@code stop DIR} stops it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 4 && args[0].equals("start")) {
      LocalCluster cluster = new LocalCluster(Path.of(args[1]), Integer.parseInt(args[2]));
      cluster.start(Integer.parseInt(args[3]));
      System.out.printf("cluster ready: --sparkMaster=%s, logs in %s%n", cluster.master(), args[1]);
    } else if (args.length == 2 && args[0].equals("stop")) {
      System.out.printf("%d processes stopped%n", new LocalCluster(Path.of(args[1]), 0).stop());
    } else {
      System.err.println("usage: start DIR PORT WORKERS | stop DIR");
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
    if (!processes().isEmpty()) {
      throw new IOException("a cluster is running already, by the pid files in " + directory);
    }
    makeHome();
    int webPort = port + 1;
    start(
        "master",
        Master.class.getName(),
        List.of("--host", "127.0.0.1", "--port", "" + port, "--webui-port", "" + webPort));
    for (int i = 0; i < workers; i++) {
      String name = "worker-" + i;
      start(name, Worker.class.getName(), worker(name, webPort + 1 + i));
    }
    awaitReady(workers, webPort);
  }

  private List<String> worker(String name, int webPort) {
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
        directory.resolve(name).toString(),
        master());
  }

  /** What a Spark distribution has and the workers look for when they start executors. */
  private void makeHome() throws IOException {
    Path jars = Files.createDirectories(directory.resolve("jars"));
    for (String jar : ClassPath.ofThisProcess().engine()) {
      Path link = jars.resolve(Path.of(jar).getFileName());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of(jar));
    }
    Path logging = Files.createDirectories(directory.resolve("conf")).resolve("log4j2.properties");
    Files.deleteIfExists(logging);
    try (InputStream ours = LocalCluster.class.getResourceAsStream("/log4j2.properties")) {
      if (ours == null) {
        throw new IOException("log4j2.properties must be on the class path");
      }
      Files.copy(ours, logging);
    }
  }

  private void start(String name, String mainClass, List<String> args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(JvmFlags.opens());
    command.add("-cp");
    command.add(directory.resolve("conf") + File.pathSeparator + directory.resolve("jars") + "/*");
    command.add(mainClass);
    command.addAll(args);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve(name + ".log").toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                directory.toString(),
                "SPARK_SCALA_VERSION",
                "2.12",
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "JAVA_HOME",
                System.getProperty("java.home")));
    Process process = builder.start();
    Files.writeString(directory.resolve(name + PID), identity(process.toHandle()), UTF_8);
  }

  private void awaitReady(int workers, int webPort) throws IOException, InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    while (aliveWorkers(webPort) < workers) {
      if (processes().size() <= workers || System.nanoTime() - end > 0) {
        stop();
        throw new IOException(
            "the cluster was not ready within %s, or not all of it: see the logs in %s"
                .formatted(READY, directory));
      }
      Thread.sleep(200);
    }
  }

  /** By the master's page; none while it does not answer. */
  private static long aliveWorkers(int webPort) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/json/".formatted(webPort))).build();
    try {
      String page =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      return page.lines().filter(line -> line.contains("\"aliveworkers\"")).count() == 0
          ? 0
          : Long.parseLong(page.replaceAll("(?s).*\"aliveworkers\" *: *(\\d+).*", "$1"));
    } catch (IOException e) {
      return 0;
    }
  }

  /** Stops the processes that this directory's pid files name; returns how many they were. */
  int stop() throws IOException, InterruptedException {
    List<ProcessHandle> running = processes();
    running.forEach(ProcessHandle::destroy);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    while (running.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    running.forEach(ProcessHandle::destroyForcibly);
    for (Path file : pidFiles()) {
      Files.delete(file);
    }
    return running.size();
  }

  private List<ProcessHandle> processes() throws IOException {
    List<ProcessHandle> running = new ArrayList<>();
    for (Path file : pidFiles()) {
      String identity = Files.readString(file, UTF_8).strip();
      ProcessHandle.of(Long.parseLong(identity.split(" ", -1)[0]))
          .filter(process -> process.isAlive() && identity(process).equals(identity))
          .ifPresent(running::add);
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
}
