package org.meltwatch.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Leaves behind what a run of Meltwatch does, without the work. */
final class FakeEngine {

  /** Set to the exit code of a run that fails. */
  static final String FAILS = "fake.fails";

  /** Set to what is in the result files in place of the right row. */
  static final String ROW = "fake.row";

  private FakeEngine() {}

  /** The program. */
  public static void main(String[] args) throws IOException {
    if (Integer.getInteger(FAILS) != null) {
      System.out.println("what went wrong");
      System.exit(Integer.getInteger(FAILS));
    }
    Path output = Path.of(value(args, "--output="));
    Files.createDirectories(output.resolve("parts"));
    for (String query : List.of("q1", "q2", "q3")) {
      Files.writeString(output.resolve(query + ".csv"), System.getProperty(ROW, "right") + "\n");
      Files.writeString(output.resolve("parts/" + query + "-0.jsonl"), rows());
    }
    Files.writeString(
        output.resolve("run.json"),
        json(
            value(args, "--ordering="),
            value(args, "--master=", "none"),
            value(args, "--maxBatches=", "all")));
  }

  /** Four tiles, received at 1 to 4 s and answered 10 to 40 ms later. */
  private static String rows() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      int received = (i + 1) * 1_000_000;
      rows.append(
          "{\"seq_id\":%d,\"received_us\":%d,\"done_us\":%d}%n"
              .formatted(i, received, received + (i + 1) * 10_000));
    }
    return rows.toString();
  }

  private static String json(String ordering, String master, String batches) {
    return """
    {"options": {"ordering": "%s", "lanes": "4", "output": "x", "master": "%s",
                 "asked": "%s"},
     "cost": {"started_us": 500000, "cpu_seconds": 0.02, "collections": 3, "collection_seconds": 0.25,
              "peak_heap_bytes": 1024, "peak_resident_bytes": 2048},
     "challenger": {"0": {"throughput": "3.50", "latency_mean": "25ms", "latency_p99": "40ms",
                          "latency_max": "41ms"}}}
    """
        .formatted(ordering, master, batches);
  }

  private static String value(String[] args, String option) {
    return value(args, option, "missing");
  }

  private static String value(String[] args, String option, String otherwise) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(option))
        .findFirst()
        .map(arg -> arg.substring(option.length()))
        .orElse(otherwise);
  }
}
