package org.meltwatch.chaos;

import java.util.Locale;

/** What is done to a run from outside, when so many of its tiles have their results. */
sealed interface Disturbance {

  /** Part of the tiles, in [0, 1), that have their results at that moment. */
  double when();

  /** In a few words. */
  String text();

  /**
   * Kills processes, with kill -9.
   *
   * @param restart whether those of a cluster are started anew, and the run itself is gone on with
   */
  record Kill(double when, Target target, boolean restart) implements Disturbance {
    @Override
    public String text() {
      String killed =
          String.format(Locale.ROOT, "kill -9 of %s at %.0f %%", target.text(), when * 100);
      return target == Target.RUN && restart ? killed + ", resumed" : killed;
    }
  }

  /**
   * Takes all room of a disk, or lets it refuse writing.
   *
   * @param readOnly whether it is the latter
   * @param seconds for how long; 0 for ever
   */
  record Disk(double when, boolean readOnly, int seconds) implements Disturbance {
    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "disk %s at %.0f %%%s",
          readOnly ? "read-only" : "full",
          when * 100,
          seconds == 0 ? "" : String.format(Locale.ROOT, " for %d s", seconds));
    }
  }

  /** Whom a kill befalls. */
  enum Target {
    /** The process that was started by the user. */
    RUN("the run"),
    /** One worker of a cluster. */
    WORKER("a worker"),
    /** A process that a worker has started. */
    EXECUTOR("an executor"),
    /** What leads a cluster. */
    MASTER("the master"),
    /** All of a cluster. */
    CLUSTER("the cluster"),
    /** What fills the topic that is read. */
    FEED("the feed"),
    /** What keeps the topic that is read. */
    BROKER("the broker");

    private final String text;

    Target(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
