package org.meltwatch.chaos;

import java.util.Locale;

/** What is done to a run from outside, when so many of its tiles have their results. */
sealed interface Disturbance {

  /** Part of the tiles, in [0, 1), that have their results at that moment. */
  double when();

  /** In a few words. */
  String text();

  /** True if it makes no sense once all is in the topic that is read. */
  default boolean needsFeed() {
    return this instanceof Cut
        || this instanceof Disk
        || (this instanceof Kill kill
            && (kill.target() == Target.FEED || kill.target() == Target.BROKERS_OF_THREE));
  }

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

  /**
   * Lets retention remove from a topic what the run has not read: it stands still for so long, and
   * then all is removed that is there.
   */
  record Cut(double when, int seconds) implements Disturbance {
    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "at %.0f %% the run stands still for %d s, and the topic is cut",
          when * 100,
          seconds);
    }
  }

  /** Puts records into a topic that are no batches. */
  record Poison(double when) implements Disturbance {
    @Override
    public String text() {
      return String.format(Locale.ROOT, "poisoned records at %.0f %%", when * 100);
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
    BROKER("the broker"),
    /** One of three brokers, of which two are enough. */
    BROKER_OF_THREE("one broker of three"),
    /** Two of three brokers, of which one is not enough. */
    BROKERS_OF_THREE("two brokers of three");

    private final String text;

    Target(String text) {
      this.text = text;
    }

    boolean isBroker() {
      return this == BROKER || isOfThree();
    }

    boolean isOfThree() {
      return this == BROKER_OF_THREE || this == BROKERS_OF_THREE;
    }

    String text() {
      return text;
    }
  }
}
