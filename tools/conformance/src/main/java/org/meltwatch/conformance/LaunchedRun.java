package org.meltwatch.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.meltwatch.launch.Launcher;

/** A run as a user starts it: a launcher, the run itself, and a results directory. */
public final class LaunchedRun implements AutoCloseable {

  private static final long POLL_MILLIS = 20;

  private final Process launcher;
  private final Path results;
  private final Path said;

  private LaunchedRun(Process launcher, Path results, Path said) {
    this.launcher = launcher;
    this.results = results;
    this.said = said;
  }

  /**
   * Starts a run.
   *
   * @param directory for what it says and for its temporary files
   * @param results its results directory
   */
  public static LaunchedRun start(Path directory, Path results, List<String> arguments)
      throws IOException {
    Path temporary = Files.createDirectories(directory.resolve("temporary"));
    Path said = Files.createTempFile(directory, "said", "");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Launcher.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder
        .environment()
        .merge(
            "MELTWATCH_JVM_FLAGS", "-Xmx1g -Djava.io.tmpdir=" + temporary, (a, b) -> a + " " + b);
    return new LaunchedRun(builder.start(), results, said);
  }

  /** Waits until a kind of answers has so many rows. */
  public void awaitRows(String kind, long count) throws IOException, InterruptedException {
    while (rows(kind) < count) {
      if (!launcher.isAlive()) {
        throw new AssertionError("the run has ended: " + said());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Waits until its processes have said this. */
  public void awaitSaid(String words) throws IOException, InterruptedException {
    while (!said().contains(words)) {
      if (!launcher.isAlive()) {
        throw new AssertionError("the run has ended: " + said());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** How many whole rows of a kind there are. */
  public long rows(String kind) throws IOException {
    Path parts = results.resolve("parts");
    if (!Files.isDirectory(parts)) {
      return 0;
    }
    long rows = 0;
    try (Stream<Path> files = Files.list(parts)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith(kind + "-")).toList()) {
        rows += Files.readString(file, UTF_8).chars().filter(c -> c == '\n').count();
      }
    }
    return rows;
  }

  /** Sends a signal to the launcher alone. */
  public void signalLauncher(String signal) throws IOException, InterruptedException {
    signal(signal, launcher.toHandle());
  }

  /** Sends a signal to the run's own process. */
  public void signalRun(String signal) throws IOException, InterruptedException {
    List<ProcessHandle> children = launcher.children().toList();
    if (children.size() != 1) {
      throw new AssertionError("a launcher has one child: " + children);
    }
    signal(signal, children.get(0));
  }

  /** Sends a signal to all processes, as a terminal does. */
  public void signalAll(String signal) throws IOException, InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(launcher.descendants().toList());
    all.add(launcher.toHandle());
    for (ProcessHandle process : all) {
      signal(signal, process);
    }
  }

  private static void signal(String signal, ProcessHandle process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for the end; the exit code. */
  public int await(Duration patience) throws IOException, InterruptedException {
    if (!launcher.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the run has not ended within %s: %s".formatted(patience, said()));
    }
    return launcher.exitValue();
  }

  /** What its processes have said. */
  public String said() throws IOException {
    return Files.readString(said, UTF_8);
  }

  /** Kills what is left of it. */
  @Override
  public void close() {
    launcher.descendants().forEach(ProcessHandle::destroyForcibly);
    launcher.destroyForcibly();
  }
}
