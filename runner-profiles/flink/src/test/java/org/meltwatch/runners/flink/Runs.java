package org.meltwatch.runners.flink;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.meltwatch.pipeline.MonitorRun;

/**
 * A run on Flink that has ended.
 *
 * @param code its exit code
 * @param said all that it printed
 */
record Runs(int code, String said) {

  static Runs of(String... args) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = new MonitorRun(new FlinkProfile(), stream, stream).run(args);
    return new Runs(code, said.toString(StandardCharsets.UTF_8));
  }
}
