package org.meltwatch.chaos;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meltwatch.measure.run.ClusterProcess;
import org.meltwatch.measure.run.Launch;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.run.PartFollower;

/** A run under way, and those who disturb it. */
final class RunningCase {

  /** A worker's executor may be in between two. */
  private static final int ATTEMPTS = 100;

  private static final long POLL_MILLIS = 30;

  /** So long that a feed says that it waits. */
  private static final long OUTAGE_MILLIS = 8_000;

  /** Starts a process of the run. */
  @FunctionalInterface
  private interface Starter {
    Process start(List<String> arguments) throws IOException;
  }

  /**
   * What a run works with.
   *
   * @param results its results directory
   * @param workers how many workers its cluster has
   * @param cluster its cluster, if it has one
   * @param disk its small disk, if it has one
   * @param topic what it reads, if that is a topic
   */
  record Surroundings(
      Path results,
      int workers,
      @Nullable ClusterProcess cluster,
      @Nullable SmallDisk disk,
      @Nullable FedTopic topic) {}

  private final Starter starter;
  private final Path results;
  private final @Nullable ClusterProcess cluster;
  private final @Nullable SmallDisk disk;
  private final @Nullable FedTopic topic;
  private final int workers;
  private Process process;
  private int nextWorker;

  private RunningCase(Starter starter, Process process, Surroundings surroundings) {
    this.starter = starter;
    this.process = process;
    this.results = surroundings.results();
    this.workers = surroundings.workers();
    this.cluster = surroundings.cluster();
    this.disk = surroundings.disk();
    this.topic = surroundings.topic();
  }

  /**
   * Starts a run.
   *
   * @param temporary where its temporary files go
   * @param log where goes what it says
   */
  static RunningCase start(
      Launch launch, Path temporary, Path log, List<String> arguments, Surroundings surroundings)
      throws IOException {
    Starter starter = given -> start(launch, temporary, log, given);
    return new RunningCase(starter, starter.start(arguments), surroundings);
  }

  static Process start(Launch launch, Path temporary, Path log, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(launch.command(0, arguments));
    command.add(1, "-Djava.io.tmpdir=" + Files.createDirectories(temporary));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Its process: after a kill, that of the run that goes on. */
  Process process() {
    return process;
  }

  /**
   * Does what is to be done, each in its time.
   *
   * @param tiles how many tiles the run has in all
   * @param seconds for how long to wait for each
   * @return what could not be done, because the run had ended before
   */
  List<String> disturb(List<Disturbance> disturbances, int tiles, long seconds)
      throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    PartFollower counting = RunRecord.open(results).count();
    for (Disturbance disturbance : disturbances) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (process.isAlive()
          && System.nanoTime() - end < 0
          && counting.poll().results() < disturbance.when() * tiles) {
        Thread.sleep(POLL_MILLIS);
      }
      if (topic != null && !topic.feed().isAlive() && disturbance.needsFeed()) {
        problems.add("the feed had ended before: " + disturbance.text());
      } else if (process.isAlive() && System.nanoTime() - end < 0) {
        apply(disturbance);
      } else {
        problems.add("the run had ended, or stood still, before: " + disturbance.text());
      }
    }
    return problems;
  }

  private void apply(Disturbance disturbance) throws IOException, InterruptedException {
    if (disturbance instanceof Disturbance.Kill kill) {
      List<ProcessHandle> killed = targets(kill.target());
      for (ProcessHandle target : killed) {
        target.destroyForcibly();
      }
      awaitEnd(killed);
      if (kill.target() == Disturbance.Target.BROKERS_OF_THREE) {
        Thread.sleep(OUTAGE_MILLIS);
      }
      if (kill.restart() && kill.target() == Disturbance.Target.RUN) {
        process = starter.start(List.of("--resume=" + results));
      } else if (kill.restart() && topic != null && kill.target() == Disturbance.Target.FEED) {
        topic.restartFeed();
      } else if (kill.restart() && topic != null && kill.target().isBroker()) {
        topic.restartBrokers();
      } else if (kill.restart() && cluster != null) {
        cluster.revive(workers);
      }
    } else if (disturbance instanceof Disturbance.Disk trouble && disk != null) {
      if (trouble.readOnly()) {
        disk.refuse();
      } else {
        disk.fill();
      }
      if (trouble.seconds() > 0) {
        Thread.sleep(TimeUnit.SECONDS.toMillis(trouble.seconds()));
        if (topic != null) {
          // A broker whose disk is full ends.
          awaitEnd(topic.brokers());
        }
        disk.recover();
        if (topic != null) {
          topic.restartBrokers();
        }
      }
    } else if (disturbance instanceof Disturbance.Cut cut && topic != null) {
      signal("STOP");
      Thread.sleep(TimeUnit.SECONDS.toMillis(cut.seconds()));
      topic.cut();
      signal("CONT");
    } else if (disturbance instanceof Disturbance.Poison && topic != null) {
      topic.poison();
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    List<String> command = List.of("kill", "-" + name, Long.toString(process.pid()));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("%s did not work".formatted(String.join(" ", command)));
    }
  }

  /** Until they are gone, they would be taken for processes that run. */
  private static void awaitEnd(List<ProcessHandle> killed) throws InterruptedException {
    for (int i = 0; i < ATTEMPTS * 10 && killed.stream().anyMatch(ProcessHandle::isAlive); i++) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private List<ProcessHandle> targets(Disturbance.Target target)
      throws IOException, InterruptedException {
    return switch (target) {
      case RUN -> List.of(process.toHandle());
      case WORKER -> List.of(worker());
      case EXECUTOR -> List.of(executor());
      case FEED -> List.of(requireNonNull(topic, "a topic").feed());
      case BROKER, BROKER_OF_THREE, BROKERS_OF_THREE -> brokers(target);
      case MASTER -> named(false);
      case CLUSTER -> Stream.concat(named(false).stream(), named(true).stream()).toList();
    };
  }

  private List<ProcessHandle> brokers(Disturbance.Target target) {
    int many = target == Disturbance.Target.BROKERS_OF_THREE ? 2 : 1;
    return requireNonNull(topic, "a topic").brokers().subList(0, many);
  }

  /** Another one each time. */
  private ProcessHandle worker() throws IOException {
    List<ProcessHandle> all = named(true);
    if (all.isEmpty()) {
      throw new IOException("no worker of the cluster is alive");
    }
    return all.get(nextWorker++ % all.size());
  }

  private ProcessHandle executor() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Stream<ProcessHandle> children = worker().children()) {
        List<ProcessHandle> alive = children.filter(ProcessHandle::isAlive).toList();
        if (!alive.isEmpty()) {
          return alive.get(0);
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException("no worker has an executor");
  }

  /** The cluster's processes that are workers, which have a number, or those that are not. */
  private List<ProcessHandle> named(boolean numbered) throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    if (cluster != null) {
      for (String name : cluster.processes().names()) {
        if (name.matches(".*-\\d+") == numbered) {
          cluster.processes().process(name).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** The run itself and all of the cluster. */
  List<Long> pids() throws IOException {
    List<Long> pids = new ArrayList<>(clusterPids());
    pids.add(process.pid());
    return pids;
  }

  /** All of the cluster, with what they have started. */
  List<Long> clusterPids() throws IOException {
    List<Long> pids = new ArrayList<>();
    for (ProcessHandle process :
        Stream.concat(named(true).stream(), named(false).stream()).toList()) {
      pids.add(process.pid());
      try (Stream<ProcessHandle> started = process.descendants()) {
        started.map(ProcessHandle::pid).forEach(pids::add);
      }
    }
    return pids;
  }
}
