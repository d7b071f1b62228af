package org.meltwatch.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.LaneFetchers;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.worker.WorkerState;

/**
 * Measures reading against a challenger that costs next to nothing: tiles per second and CPU time
 * per tile, first of the fetchers alone, without and with a spool, then of the whole source on the
 * Direct runner (which is no engine to be fast on, but shows what the source adds). The
 * challenger's threads are left out of the CPU time; garbage collection and compilation are in it.
 *
 * <pre>{@code
 * mvn -pl io-challenger -am test-compile
 * java -cp <test class path> org.meltwatch.io.ReadMeasurement [tiles [bytes [lanes [prefetch]]]]
 * }</pre>
 */
final class ReadMeasurement {

  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

  private ReadMeasurement() {}

  /** Something that reads a whole bench. */
  @FunctionalInterface
  private interface Reading {
    void read(Bench bench) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    int tiles = argument(args, 0, 5000);
    int bytes = argument(args, 1, 370_000);
    int lanes = argument(args, 2, 4);
    int prefetch = argument(args, 3, 2);
    FetchSettings settings = FetchSettings.DEFAULT.withPrefetch(prefetch);
    for (int round = 0; round < 3; round++) {
      measure("fetchers alone", tiles / 5, bytes, bench -> fetch(bench, lanes, settings));
      measure("fetchers with a spool", tiles / 5, bytes, bench -> spooled(bench, lanes, settings));
    }
    for (int round = 0; round < 3; round++) {
      measure("Direct runner", tiles / 5, bytes, bench -> pipeline(bench, lanes, prefetch));
    }
  }

  private static void measure(String name, int tiles, int bytes, Reading reading) throws Exception {
    try (FastChallenger challenger = new FastChallenger(tiles, bytes)) {
      long start = System.nanoTime();
      double cpu = cpuMillis();
      reading.read(challenger.bench());
      double seconds = (System.nanoTime() - start) / 1e9;
      double used = cpuMillis() - cpu;
      System.out.printf(
          "%s: %.0f tiles/s, %.2f ms CPU a tile%n", name, tiles / seconds, used / tiles);
    }
  }

  private static void fetch(Bench bench, int lanes, FetchSettings settings) throws Exception {
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < lanes; i++) {
      Lane lane = LaneFetchers.ofProcess().lane(bench, LaneRestriction.whole(i, lanes), settings);
      Thread reader = new Thread(() -> drainQuietly(lane), "reader " + i);
      reader.start();
      readers.add(reader);
    }
    for (Thread reader : readers) {
      reader.join();
    }
    WorkerState.close();
  }

  /** Deletes the files afterwards, which retention would do meanwhile. */
  private static void spooled(Bench bench, int lanes, FetchSettings settings) throws Exception {
    Path spool = Files.createTempDirectory("meltwatch-spool");
    fetch(bench, lanes, settings.withSpool(spool.toString()));
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(spool)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  private static void drainQuietly(Lane lane) {
    try {
      Lane.Next next = lane.await(Duration.ofSeconds(10));
      while (next != Lane.Next.END) {
        lane.handOn();
        next = lane.await(Duration.ofSeconds(10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("a lane cannot be read", e);
    }
  }

  private static void pipeline(Bench bench, int lanes, int prefetch) throws Exception {
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs(
                    "--enforceImmutability=false",
                    "--enforceEncodability=false",
                    "--targetParallelism=4")
                .create());
    pipeline.apply(ChallengerIO.read().withBench(bench).withLanes(lanes).withPrefetch(prefetch));
    pipeline.run().waitUntilFinish();
    WorkerState.close();
  }

  private static double cpuMillis() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double millis = SYSTEM.getProcessCpuTime() / 1e6;
    for (long id : threads.getAllThreadIds()) {
      if (threads.getThreadInfo(id) != null
          && threads.getThreadInfo(id).getThreadName().equals("fast-challenger")) {
        millis -= threads.getThreadCpuTime(id) / 1e6;
      }
    }
    return millis;
  }

  private static int argument(String[] args, int index, int otherwise) {
    return index < args.length ? Integer.parseInt(args[index]) : otherwise;
  }
}
