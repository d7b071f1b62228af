package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/**
 * A run in this process.
 *
 * @param code its exit code
 * @param said all that it said
 */
record Runs(int code, String said) {

  /** A print with gaps and a duplicate. */
  static final Settings WITH_FAULTS =
      Settings.of(new SyntheticPrint("SYN", 8, Grid.parse("2x2"), 120, 7))
          .withFaults(
              new Fault(Fault.Kind.DROP, 2, 0),
              new Fault(Fault.Kind.DROP, 7, 1),
              new Fault(Fault.Kind.DUPLICATE, 3, 1));

  static Runs of(String... args) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = new MonitorRun(new SparkProfile(), out, out).run(args);
    return new Runs(code, said.toString(StandardCharsets.UTF_8));
  }

  /** Both runs must have left the same result files, byte for byte. */
  static void assertSameFiles(Path one, Path other) throws IOException {
    for (String file : List.of("q1.csv", "q2.csv", "q3.csv")) {
      assertEquals(
          Files.readString(one.resolve(file)), Files.readString(other.resolve(file)), file);
    }
  }

  /** How many rows of Query 3 a run has recorded up to now. */
  static long results(Path output) throws IOException {
    Path parts = output.resolve("parts");
    if (!Files.isDirectory(parts)) {
      return 0;
    }
    long results = 0;
    try (Stream<Path> files = Files.list(parts)) {
      for (Path file : files.toList()) {
        if (String.valueOf(file.getFileName()).startsWith("q3")) {
          results += Files.readString(file).lines().count();
        }
      }
    }
    return results;
  }
}
