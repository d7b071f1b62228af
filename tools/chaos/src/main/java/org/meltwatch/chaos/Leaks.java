package org.meltwatch.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks for what a run must not leave behind: processes, threads, files. Knows Linux only. */
final class Leaks {

  private static final Path PROC = Path.of("/proc");
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private Leaks() {}

  /** Something that takes a moment to go. */
  @FunctionalInterface
  private interface Search {
    List<String> found() throws IOException;
  }

  /** Processes whose command line names the directory, once they had time to end. */
  static List<String> processes(Path directory) throws IOException, InterruptedException {
    return remaining(() -> find(directory));
  }

  /** Our threads in these processes, once they had time to end. */
  static List<String> threads(List<Long> pids) throws IOException, InterruptedException {
    return remaining(
        () -> {
          List<String> threads = new ArrayList<>();
          for (long pid : pids) {
            threads.addAll(threads(pid));
          }
          return threads;
        });
  }

  /** What is left of a spool and of checkpoints, and half-written files. */
  static List<String> files(Path results) throws IOException {
    if (!Files.isDirectory(results)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(results)) {
      return all.filter(Files::isRegularFile)
          .map(file -> results.relativize(file).toString())
          .filter(
              name ->
                  name.startsWith("spool/") || name.startsWith("checkpoints/") || isHidden(name))
          .map(name -> "file left: " + name)
          .toList();
    }
  }

  /** What is left in a directory for temporary files. */
  static List<String> temporary(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> "temporary file left: " + file.getFileName()).toList();
    }
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.contains("/.");
  }

  private static List<String> remaining(Search search) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    List<String> found = search.found();
    while (!found.isEmpty() && System.nanoTime() - end < 0) {
      Thread.sleep(100);
      found = search.found();
    }
    return found;
  }

  private static List<String> find(Path directory) throws IOException {
    List<String> found = new ArrayList<>();
    long self = ProcessHandle.current().pid();
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        String line = read(process.resolve("cmdline")).replace('\0', ' ');
        boolean ours = line.contains(directory + "/") || line.contains(directory + " ");
        if (ours && !process.endsWith(Long.toString(self))) {
          found.add("process left: %s %s".formatted(process.getFileName(), shortened(line)));
        }
      }
    }
    return found;
  }

  /** The kernel knows the first 15 characters of a thread's name. */
  private static List<String> threads(long pid) throws IOException {
    List<String> found = new ArrayList<>();
    Path tasks = PROC.resolve(Long.toString(pid)).resolve("task");
    if (!Files.isDirectory(tasks)) {
      return found;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        String name = read(thread.resolve("comm")).strip();
        if (name.startsWith("meltwatch-")) {
          found.add(String.format(Locale.ROOT, "thread left in %d: %s", pid, name));
        }
      }
    } catch (NoSuchFileException e) {
      // The process has ended meanwhile, and its threads with it.
      return List.of();
    }
    return found;
  }

  /** Empty if the process has ended meanwhile. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String shortened(String line) {
    return line.length() <= 120 ? line : line.substring(0, 120) + "...";
  }
}
