package org.meltwatch.dashboard;

import java.io.IOException;
import java.util.List;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.dashboard.runs.Runs;

/** Finds what a path names: a run, a print of it by its index, a layer. */
final class Lookup {

  static final String RUN = "/api/runs/*";
  static final String PRINT = RUN + "/prints/*";

  /** How old what is read may be, in milliseconds. */
  static final long FRESH_MILLIS = 200;

  private final Runs runs;

  Lookup(Runs runs) {
    this.runs = runs;
  }

  /** The run of a path, polled. */
  FollowedRun run(List<String> parameters) throws IOException {
    FollowedRun run = runs.get(parameters.get(0));
    if (run == null) {
      throw Refusal.notFound("there is no such run");
    }
    run.poll(FRESH_MILLIS);
    return run;
  }

  /** The print of a path; the run's monitor is held. */
  static FollowedPrint print(FollowedRun run, List<String> parameters) {
    String index = parameters.get(1);
    List<FollowedPrint> prints = run.prints();
    if (!index.matches("\\d{1,4}") || Integer.parseInt(index) >= prints.size()) {
      throw Refusal.notFound("there is no such print in the run");
    }
    return prints.get(Integer.parseInt(index));
  }

  /** The layer of a path; the run's monitor is held. */
  static int layer(FollowedPrint print, List<String> parameters) {
    String number = parameters.get(2);
    if (!number.matches("\\d{1,9}") || Integer.parseInt(number) >= print.layers()) {
      throw Refusal.notFound("there is no such layer in the print yet");
    }
    return Integer.parseInt(number);
  }
}
