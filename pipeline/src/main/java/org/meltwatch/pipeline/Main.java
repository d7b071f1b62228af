package org.meltwatch.pipeline;

import org.meltwatch.processes.StopRequest;

/** Monitors a print with the one engine whose profile is on the class path. */
public final class Main {

  private Main() {}

  /** Runs and exits; {@code --help} tells the options and exit codes. */
  public static void main(String[] args) {
    StopRequest stop = StopRequest.ofThisProcess();
    System.exit(
        new MonitorRun(RunnerProfiles.only(), System.out, System.err, stop)
            .withDashboard()
            .run(args));
  }
}
