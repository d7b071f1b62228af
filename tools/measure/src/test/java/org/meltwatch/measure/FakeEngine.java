package org.meltwatch.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.record.rows.TopFiveAnswer;
import org.meltwatch.record.run.RunCost;
import org.meltwatch.record.run.RunCounts;
import org.meltwatch.record.run.RunSummary;
import org.meltwatch.record.run.Versions;

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
    Files.createDirectories(output);
    for (Answer<?> answer : Answers.ALL.list()) {
      Files.writeString(output.resolve(answer.fileName()), System.getProperty(ROW, "right") + "\n");
    }
    try (PartWriter writer = new PartWriter(output)) {
      for (int i = 0; i < 4; i++) {
        writeRows(writer, i);
      }
    }
    summary(
            Map.of(
                "ordering", value(args, "--ordering="),
                "lanes", "4",
                "output", "x",
                "master", value(args, "--master=", "none"),
                "asked", value(args, "--maxBatches=", "all")))
        .write(output);
  }

  /** Four tiles, received at 1 to 4 s and answered 10 to 40 ms later. */
  private static void writeRows(PartWriter writer, int i) throws IOException {
    long received = (i + 1) * 1_000_000L;
    long done = received + (i + 1) * 10_000L;
    TileHeader tile = new TileHeader(i, new TileKey("SYN", 0), i, received);
    writer.append(SaturatedAnswer.row(tile, 0, done));
    writer.append(TopFiveAnswer.row(tile, List.of(), done));
    writer.append(ClustersAnswer.row(new TileResult(tile, 0, List.of()), done));
  }

  private static RunSummary summary(Map<String, String> options) throws IOException {
    return new RunSummary(
        new Versions("0", "0", "fake", "17", "none"),
        options,
        new RunCounts(1, 1, 4, 4, 4, 0, 0, 0, 0, 0, 0, List.of(), 0, List.of(), 0),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        new RunCost(500_000, 4, 0, 0.02, 3, 0.25, 1024, 2048),
        new ObjectMapper()
            .readTree(
                "{\"0\": {\"throughput\": \"3.50\", \"latency_mean\": \"25ms\","
                    + " \"latency_p99\": \"40ms\", \"latency_max\": \"41ms\"}}"),
        null,
        null,
        null);
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
