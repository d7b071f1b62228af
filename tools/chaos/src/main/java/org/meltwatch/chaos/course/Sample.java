package org.meltwatch.chaos.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run's processes hold at one moment, all together; by Linux' own account.
 *
 * @param seconds since the run began
 * @param residentMib memory
 * @param threads how many
 * @param openFiles file descriptors
 * @param spoolFiles files in the spool
 */
record Sample(double seconds, double residentMib, long threads, long openFiles, long spoolFiles) {

  private static final Path PROC = Path.of("/proc");
  private static final double KIB_PER_MIB = 1024;

  /**
   * Looks at processes and a spool.
   *
   * @param pids the processes; those that have just ended count for nothing
   * @param spool need not be there
   */
  static Sample of(double seconds, List<Long> pids, Path spool) throws IOException {
    double resident = 0;
    long threads = 0;
    long openFiles = 0;
    for (long pid : pids) {
      String status = read(PROC.resolve(Long.toString(pid)).resolve("status"));
      resident += number(status, "VmRSS:") / KIB_PER_MIB;
      threads += number(status, "Threads:");
      openFiles += count(PROC.resolve(Long.toString(pid)).resolve("fd"));
    }
    return new Sample(seconds, resident, threads, openFiles, countBelow(spool));
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      // What has ended between two looks can be opened and not be read.
      if (Files.exists(file)) {
        throw e;
      }
      return "";
    }
  }

  private static long number(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Files come and go while they are counted. */
  private static long countBelow(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    long count = 0;
    try (Stream<Path> lanes = Files.list(directory)) {
      for (Path lane : lanes.toList()) {
        count += count(lane);
      }
    } catch (NoSuchFileException | UncheckedIOException e) {
      return count;
    }
    return count;
  }
}
