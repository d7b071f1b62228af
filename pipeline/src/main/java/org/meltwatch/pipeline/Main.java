package org.meltwatch.pipeline;

import org.meltwatch.processes.ParentWatch;

/** Monitors a print with the one engine whose profile is on the class path. */
public final class Main {

  private Main() {}

  /** Runs and exits; {@code --help} tells the options and exit codes. */
  public static void main(String[] args) {
    ParentWatch.start();
    System.exit(new MonitorRun(RunnerProfiles.only(), System.out, System.err).run(args));
  }
}
