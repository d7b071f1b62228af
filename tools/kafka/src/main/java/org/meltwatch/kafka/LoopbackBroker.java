package org.meltwatch.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A broker as a process on loopback that outlives whoever started it. */
public final class LoopbackBroker {

  private static final Duration READY = Duration.ofMinutes(1);
  private static final int USAGE = 2;
  private static final String PID = "broker.pid";
  private static final String LOG = "broker.log";

  private LoopbackBroker() {}

  /**
   * {@code start DIR PORT} starts a broker there, or goes on with what it kept, and returns when it
   * can be used; {@code stop DIR} stops it, and its log stays.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 3 && args[0].equals("start")) {
      start(Path.of(args[1]).toAbsolutePath(), Integer.parseInt(args[2]));
    } else if (args.length == 2 && args[0].equals("stop")) {
      boolean stopped = stop(Path.of(args[1]).toAbsolutePath());
      System.out.println(stopped ? "broker stopped" : "no broker is running");
    } else {
      System.err.println("usage: start DIR PORT | stop DIR");
      System.exit(USAGE);
    }
  }

  private static void start(Path directory, int port) throws IOException, InterruptedException {
    if (running(directory).isPresent()) {
      throw new IOException("a broker is running already, by the pid file in " + directory);
    }
    Files.createDirectories(directory);
    Path log = directory.resolve(LOG);
    Files.deleteIfExists(log);
    Path argFile = directory.resolve("broker.args");
    Files.writeString(argFile, "-cp \"" + classPath().replace("\\", "\\\\") + "\"", UTF_8);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "@" + argFile,
                KafkaBroker.class.getName(),
                directory.toString(),
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(log.toFile())
            .start();
    Files.writeString(
        directory.resolve(PID),
        String.format(Locale.ROOT, "%d %s%n", process.pid(), begun(process.toHandle())),
        UTF_8);
    await(process, log);
    System.out.printf("broker ready: --brokers=127.0.0.1:%s, log in %s%n", port, log);
  }

  private static void await(Process process, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    while (Files.readString(log, UTF_8).lines().noneMatch(line -> line.startsWith("ready "))) {
      if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("the broker did not get ready: see " + log);
      }
    }
  }

  private static boolean stop(Path directory) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = running(directory);
    if (process.isPresent()) {
      process.get().destroy();
      for (int i = 0; process.get().isAlive(); i++) {
        if (i == 100) {
          process.get().destroyForcibly();
        }
        Thread.sleep(100);
      }
    }
    Files.deleteIfExists(directory.resolve(PID));
    return process.isPresent();
  }

  /** A pid may have been given to another process since: its start tells them apart. */
  private static Optional<ProcessHandle> running(Path directory) throws IOException {
    Path file = directory.resolve(PID);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] identity = Files.readString(file, UTF_8).strip().split(" ", 2);
    return ProcessHandle.of(Long.parseLong(identity[0]))
        .filter(ProcessHandle::isAlive)
        .filter(process -> identity.length < 2 || begun(process).equals(identity[1]));
  }

  private static String begun(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  /** Under Maven the class path is known to the class loader only. */
  private static String classPath() {
    if (!(Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    List<String> entries = new ArrayList<>();
    for (URL url : loader.getURLs()) {
      entries.add(new File(url.getPath()).toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
