package org.meltwatch.pipeline;

import org.meltwatch.processes.ParentWatch;
import org.meltwatch.processes.StopRequest;

/** Monitors a print with the one engine whose profile is on the class path. */
public final class Main {

  private Main() {}

  /** Runs and exits; {@code --help} tells the options and exit codes. */
  public static void main(String[] args) {
    StopRequest stop = StopRequest.ofThisProcess();
    MonitorRun run = new MonitorRun(RunnerProfiles.only(), System.out, System.err, stop);
    System.exit((isLaunched() ? run.withDashboard() : run).run(args));
  }

  /**
   * True if Meltwatch's launcher started this process. Under {@code flink run} or {@code
   * spark-submit} it may be on any machine, whose loopback address nobody can open: there the user
   * asks for a page.
   */
  private static boolean isLaunched() {
    return Boolean.getBoolean(ParentWatch.PROPERTY);
  }
}
