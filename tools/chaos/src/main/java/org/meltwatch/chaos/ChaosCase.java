package org.meltwatch.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meltwatch.challenger.faults.FaultRates;
import org.meltwatch.chaos.Disturbance.Kill;
import org.meltwatch.chaos.Disturbance.Target;

/**
 * A run and what goes wrong with it.
 *
 * @param name what it is called, with the runner's word in front
 * @param runner the runner's word
 * @param workers how many workers its cluster has; 0 for an engine in the run's own process
 * @param faults what the challenger does, as {@code --faults} takes it; empty for nothing
 * @param forgetful whether it gives a position that asks again another batch
 * @param rate tiles a second; 0 for as fast as asked
 * @param disturbances what is done from outside, in order
 * @param disk what lies on a small disk
 * @param mayFail whether exit code 1 will do
 * @param options more options of the run
 */
public record ChaosCase(
    String name,
    String runner,
    int workers,
    String faults,
    boolean forgetful,
    double rate,
    List<Disturbance> disturbances,
    Disk disk,
    boolean mayFail,
    List<String> options) {

  /** What lies on a small disk of its own. */
  enum Disk {
    NOTHING,
    OUTPUT,
    SPOOL,
    BROKER
  }

  public ChaosCase {
    disturbances = List.copyOf(disturbances);
    options = List.copyOf(options);
  }

  /** A run in one process that nothing befalls yet. */
  public static ChaosCase of(String runner, String what) {
    return new ChaosCase(
        runner + "-" + what, runner, 0, "", false, 0, List.of(), Disk.NOTHING, false, List.of());
  }

  public ChaosCase withFaults(String newFaults) {
    return new ChaosCase(
        name, runner, workers, newFaults, forgetful, rate, disturbances, disk, mayFail, options);
  }

  ChaosCase forgetting() {
    return new ChaosCase(
        name, runner, workers, faults, true, rate, disturbances, disk, mayFail, options);
  }

  ChaosCase onCluster(int newWorkers) {
    return new ChaosCase(
        name, runner, newWorkers, faults, forgetful, rate, disturbances, disk, mayFail, options);
  }

  ChaosCase disturbed(double newRate, Disturbance... newDisturbances) {
    return new ChaosCase(
        name,
        runner,
        workers,
        faults,
        forgetful,
        newRate,
        List.of(newDisturbances),
        disk,
        mayFail,
        options);
  }

  ChaosCase onDisk(Disk newDisk) {
    return new ChaosCase(
        name, runner, workers, faults, forgetful, rate, disturbances, newDisk, mayFail, options);
  }

  ChaosCase thatMayFail() {
    return new ChaosCase(
        name, runner, workers, faults, forgetful, rate, disturbances, disk, true, options);
  }

  ChaosCase with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new ChaosCase(
        name, runner, workers, faults, forgetful, rate, disturbances, disk, mayFail, all);
  }

  /** What goes wrong. */
  String text() {
    List<String> parts = new ArrayList<>();
    if (!faults.isEmpty()) {
      parts.add(faults);
    }
    if (forgetful) {
      parts.add("a challenger that does not repeat");
    }
    disturbances.forEach(disturbance -> parts.add(disturbance.text()));
    if (disk != Disk.NOTHING) {
      parts.add("on a small disk: " + disk.name().toLowerCase(Locale.ROOT));
    }
    return String.join(", ", parts);
  }

  /** True if the challenger keeps count of what it does wrong; not so of the order of tiles. */
  boolean isCounted() {
    return !faults.isEmpty() && !faults.startsWith("shuffle");
  }

  /**
   * Seconds that its run may take longer than others: until an answer that stalls has come, or been
   * given up, results behind it wait, and stalls may follow one another.
   */
  public long patience() {
    if (faults.isEmpty()) {
      return 0;
    }
    Map<FaultRates.Kind, Double> amounts = FaultRates.parse(faults, 0).amounts();
    return Math.round(2 * amounts.getOrDefault(FaultRates.Kind.STALL, 0.0));
  }

  /** True if the run reads a topic that a feed fills. */
  boolean isByKafka() {
    return options.contains("--source=kafka");
  }

  /** How many brokers keep its topic. */
  int brokers() {
    boolean three =
        disturbances.stream()
            .anyMatch(what -> what instanceof Kill kill && kill.target().isOfThree());
    return three ? 3 : 1;
  }

  /** True if a part of what was handed out may never come to where the run reads. */
  boolean isCutOff() {
    return disturbances.stream()
        .anyMatch(
            what ->
                what instanceof Disturbance.Cut
                    || (what instanceof Disturbance.Disk full
                        && disk == Disk.BROKER
                        && full.seconds() == 0)
                    || (what instanceof Kill kill
                        && kill.target() == Target.BROKERS_OF_THREE
                        && !kill.restart()));
  }

  /** True if the run itself is killed, so that only its spool can tell what it had. */
  boolean isReplayed() {
    return disturbances.stream()
        .anyMatch(
            what -> what instanceof Kill kill && kill.target() == Target.RUN && !kill.restart());
  }

  /** True if the run itself is killed and gone on with, which follows no defects from there. */
  boolean isResumed() {
    return isKilled() && !isReplayed();
  }

  /** True if the run itself is killed, so that it cannot clear away its temporary files. */
  boolean isKilled() {
    return disturbances.stream()
        .anyMatch(what -> what instanceof Kill kill && kill.target() == Target.RUN);
  }
}
