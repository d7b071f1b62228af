package org.meltwatch.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.meltwatch.chaos.Disturbance.Kill;
import org.meltwatch.chaos.Disturbance.Target;

/** All that is tried on an engine. When things happen is drawn from a seed. */
public final class Cases {

  private static final double RATE = 60;
  private static final int WORKERS = 2;

  /** A worker's start takes its time, and the next one must not be killed before. */
  private static final double RATE_BETWEEN_STARTS = 6;

  /** All of a faster print is fetched on a busy machine before the disk is full. */
  private static final double RATE_ON_DISKS = 20;

  /** Spark's results come some seconds after that. */
  private static final double RATE_ON_DISKS_OF_SPARK = 12;

  /** So slow that an engine, which starts once there is a record, catches up with the feed. */
  private static final double RATE_OF_FEEDS = 6;

  /** Seconds in which a feed hands on more than a run has pulled ahead. */
  private static final int STANDSTILL = 6;

  /** Of brokers that never come back there is nothing to be waited for. */
  private static final String[] IMPATIENT = {"--kafkaPatience=30", "--topicSilence=40"};

  private static final List<String> CALLS =
      List.of(
          "error:0.03",
          "reset:0.03",
          "half:0.03",
          "length:0.02",
          "type:0.1",
          "stall:0.02:2",
          "gone:0.003:10");
  private static final List<String> TILES =
      List.of("drop:0.03", "repeat:0.03", "corrupt:0.03", "truncate:0.03", "shuffle:1:3");
  private static final String ALL_FAULTS =
      "error:0.03,reset:0.02,half:0.02,length:0.01,type:0.05,stall:0.01:1,gone:0.001:5"
          + ",drop:0.02,repeat:0.02,corrupt:0.01,truncate:0.01,shuffle:1:3";

  private final String runner;
  private final SplittableRandom random;
  private final List<ChaosCase> cases = new ArrayList<>();

  private Cases(String runner, long seed) {
    this.runner = runner;
    this.random = new SplittableRandom(seed + runner.hashCode());
  }

  /** All cases of a runner. */
  public static List<ChaosCase> of(String runner, long seed) {
    Cases all = new Cases(runner, seed);
    all.faults();
    all.run();
    all.disks();
    if (runner.equals("flink")) {
      all.flinkCluster();
    } else if (runner.equals("spark")) {
      all.sparkCluster();
    }
    all.disksOnceMore();
    all.resumed();
    all.byKafka();
    return List.copyOf(all.cases);
  }

  /** The few that every build tries. */
  static List<ChaosCase> few(String runner, long seed) {
    List<String> names =
        List.of(
            "direct-all-faults",
            "direct-killed-and-replayed",
            "direct-spool-full-for-a-while",
            "flink-cluster-with-faults",
            "spark-executor-with-faults");
    return of(runner, seed).stream().filter(one -> names.contains(one.name())).toList();
  }

  private ChaosCase named(String what) {
    return ChaosCase.of(runner, what);
  }

  private void faults() {
    for (String fault : CALLS) {
      cases.add(named(fault.substring(0, fault.indexOf(':'))).withFaults(fault));
    }
    for (String fault : TILES) {
      cases.add(named(fault.substring(0, fault.indexOf(':'))).withFaults(fault));
    }
    cases.add(named("all-faults").withFaults(ALL_FAULTS));
    cases.add(named("no-repeats").withFaults("reset:0.02,half:0.02,drop:0.01").forgetting());
    cases.add(named("stall-beyond-timeout").withFaults("stall:0.005:150"));
  }

  private void run() {
    cases.add(
        named("killed-and-replayed")
            .withFaults("reset:0.02,repeat:0.02,corrupt:0.02")
            .disturbed(RATE, kill(Target.RUN, false))
            .with("--spool=on", "--keepSpool=true"));
  }

  private void disks() {
    cases.add(spool("spool-full-for-a-while", disk(false, 4)));
    cases.add(spool("spool-read-only-for-a-while", disk(true, 4)));
    // Else room is made by what is deleted.
    cases.add(spool("spool-full", disk(false, 0)).with("--keepSpool=true").thatMayFail());
    cases.add(output("output-full-for-a-while", disk(false, 4)));
    cases.add(output("output-full", disk(false, 0)).thatMayFail());
    cases.add(output("output-read-only", disk(true, 0)).thatMayFail());
  }

  private void disksOnceMore() {
    cases.add(output("output-read-only-for-a-while", disk(true, 4)));
    if (runner.equals("flink")) {
      // With the results lie the checkpoints.
      cases.add(
          onFlink("cluster-output-full-for-a-while", disk(false, 4)).onDisk(ChaosCase.Disk.OUTPUT));
      cases.add(
          named("wide-worker-that-stays-away")
              .onCluster(WORKERS)
              .disturbed(RATE, kill(Target.WORKER, false))
              .with("--checkpointingInterval=300")
              .thatMayFail());
    }
  }

  /** The run itself is killed and gone on with, alone and together with workers. */
  private void resumed() {
    cases.add(resumed("killed-and-resumed", kill(Target.RUN, true)).withFaults(ALL_FAULTS));
    cases.add(resumed("killed-three-times", threeTimes(Target.RUN)));
    cases.add(resumed("killed-and-resumed-no-repeats", kill(Target.RUN, true)).forgetting());
    if (!runner.equals("direct")) {
      double when = between(0.2, 0.6);
      cases.add(resumed("cluster-run-killed", kill(Target.RUN, true)).onCluster(WORKERS));
      cases.add(
          resumed(
                  "cluster-run-and-worker-killed",
                  new Kill(when, Target.WORKER, true),
                  new Kill(when, Target.RUN, true))
              .onCluster(WORKERS));
    }
  }

  /** What fills the topic, what keeps it, and who reads it. */
  private void byKafka() {
    cases.add(kafka("kafka").withFaults(ALL_FAULTS));
    cases.add(kafka("kafka-feed", kill(Target.FEED, true)));
    cases.add(kafka("kafka-feed-three-times", threeTimes(Target.FEED)));
    cases.add(kafka("kafka-feed-no-repeats", kill(Target.FEED, true)).forgetting());
    cases.add(kafka("kafka-broker", kill(Target.BROKER, true)));
    cases.add(kafka("kafka-feed-and-broker", kill(Target.FEED, true), kill(Target.BROKER, true)));
    cases.add(kafka("kafka-killed-and-resumed", kill(Target.RUN, true)));
    cases.add(kafka("kafka-poisoned", new Disturbance.Poison(between(0.1, 0.7))));
    cases.add(
        kafka("kafka-cut", new Disturbance.Cut(between(0.4, 0.6), STANDSTILL)).with(IMPATIENT));
    cases.add(kafka("kafka-full-for-a-while", disk(false, 4)).onDisk(ChaosCase.Disk.BROKER));
    cases.add(kafka("kafka-full", disk(false, 0)).onDisk(ChaosCase.Disk.BROKER).with(IMPATIENT));
    cases.add(kafka("kafka-one-of-three", kill(Target.BROKER_OF_THREE, false)));
    cases.add(kafka("kafka-one-of-three-and-back", kill(Target.BROKER_OF_THREE, true)));
    cases.add(kafka("kafka-two-of-three-and-back", kill(Target.BROKERS_OF_THREE, true)));
    cases.add(kafka("kafka-two-of-three", kill(Target.BROKERS_OF_THREE, false)).with(IMPATIENT));
    if (runner.equals("flink")) {
      cases.add(
          kafka("kafka-cluster-worker", kill(Target.WORKER, true))
              .onCluster(WORKERS)
              .with("--checkpointingInterval=300", "--parallelism=2"));
    } else if (runner.equals("spark")) {
      cases.add(kafka("kafka-cluster-executor", kill(Target.EXECUTOR, false)).onCluster(WORKERS));
    }
  }

  private ChaosCase kafka(String what, Disturbance... disturbances) {
    return named(what).disturbed(RATE_OF_FEEDS, disturbances).with("--source=kafka");
  }

  private ChaosCase resumed(String what, Disturbance... disturbances) {
    return named(what).disturbed(RATE_ON_DISKS, disturbances).with("--spool=on");
  }

  private Kill[] threeTimes(Target target) {
    return new Kill[] {
      new Kill(between(0.1, 0.3), target, true),
      new Kill(between(0.35, 0.5), target, true),
      new Kill(between(0.55, 0.8), target, true)
    };
  }

  private ChaosCase spool(String what, Disturbance disk) {
    return named(what).onDisk(ChaosCase.Disk.SPOOL).disturbed(diskRate(), disk).with("--spool=on");
  }

  private ChaosCase output(String what, Disturbance disk) {
    return named(what).onDisk(ChaosCase.Disk.OUTPUT).disturbed(diskRate(), disk);
  }

  private double diskRate() {
    return runner.equals("spark") ? RATE_ON_DISKS_OF_SPARK : RATE_ON_DISKS;
  }

  private void flinkCluster() {
    cases.add(onFlink("worker", kill(Target.WORKER, true)));
    cases.add(
        onFlink("worker-three-times").disturbed(RATE_BETWEEN_STARTS, threeTimes(Target.WORKER)));
    cases.add(onFlink("worker-that-stays-away", kill(Target.WORKER, false)));
    cases.add(onFlink("master", kill(Target.MASTER, true)));
    cases.add(onFlink("cluster", kill(Target.CLUSTER, true)));
    cases.add(
        onFlink(
            "cluster-twice",
            new Kill(between(0.1, 0.4), Target.CLUSTER, true),
            new Kill(between(0.5, 0.8), Target.CLUSTER, true)));
    cases.add(onFlink("cluster-with-faults", kill(Target.CLUSTER, true)).withFaults(ALL_FAULTS));
    cases.add(onFlink("worker-no-repeats", kill(Target.WORKER, true)).forgetting());
  }

  private ChaosCase onFlink(String what, Disturbance... disturbances) {
    return named(what)
        .onCluster(WORKERS)
        .disturbed(RATE, disturbances)
        // One worker can carry what two did.
        .with("--checkpointingInterval=300", "--parallelism=2");
  }

  private void sparkCluster() {
    cases.add(onSpark("executor", kill(Target.EXECUTOR, false)));
    cases.add(
        onSpark(
            "executor-twice",
            new Kill(between(0.1, 0.4), Target.EXECUTOR, false),
            new Kill(between(0.5, 0.8), Target.EXECUTOR, false)));
    cases.add(onSpark("worker", kill(Target.WORKER, true)));
    cases.add(onSpark("master", kill(Target.MASTER, true)).thatMayFail());
    cases.add(onSpark("cluster", kill(Target.CLUSTER, true)).thatMayFail());
    cases.add(onSpark("executor-with-faults", kill(Target.EXECUTOR, false)).withFaults(ALL_FAULTS));
    cases.add(onSpark("executor-no-repeats", kill(Target.EXECUTOR, false)).forgetting());
  }

  private ChaosCase onSpark(String what, Disturbance... disturbances) {
    return named(what).onCluster(WORKERS).disturbed(RATE, disturbances);
  }

  private Kill kill(Target target, boolean restart) {
    return new Kill(between(0.1, 0.7), target, restart);
  }

  private Disturbance.Disk disk(boolean readOnly, int seconds) {
    return new Disturbance.Disk(between(0.1, 0.6), readOnly, seconds);
  }

  private double between(double least, double most) {
    return random.nextDouble(least, most);
  }
}
