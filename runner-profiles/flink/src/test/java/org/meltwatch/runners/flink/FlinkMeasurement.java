package org.meltwatch.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meltwatch.conformance.ChallengerProxy;
import org.meltwatch.pipeline.MonitorRun;

/**
 * Compares settings, and designs of the source, in one warm process: no test, and no part of the
 * product. After one run that does not count, each variant runs once a round, in turns.
 *
 * <pre>
 * java (flags of FlinkProfile) -cp (class path of this module's tests) \
 *     org.meltwatch.runners.flink.FlinkMeasurement ROUNDS CHALLENGER DIRECTORY VARIANT...
 * </pre>
 *
 * A variant is a name, a source as {@link MeasuredProfile} takes it, and options, with blanks
 * between: {@code "as-is 4:20"}, {@code "native native --checkpointingInterval=500"}. A setting of
 * Flink's is given as {@code flink:KEY=VALUE}. The option {@code --failAt=N} is the measurement's
 * own: the post with this number, from 0, is refused, which fails its task. The challenger is a
 * process of its own ({@code make challenger}).
 */
final class FlinkMeasurement {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DONE = Pattern.compile("\"done_us\":(\\d+)");
  private static final Pattern FAIL_AT = Pattern.compile("--failAt=(\\d+)");

  private static final Predicate<String> SETTING = Pattern.compile("^flink:").asPredicate();

  private final String challenger;
  private final Path directory;

  private FlinkMeasurement(String challenger, Path directory) {
    this.challenger = challenger;
    this.directory = directory;
  }

  public static void main(String[] args) throws Exception {
    FlinkMeasurement measurement = new FlinkMeasurement(args[1], Path.of(args[2]));
    List<String> variants = List.of(args).subList(3, args.length);
    measurement.run("warm-up", variants.get(0));
    for (int round = 0; round < Integer.parseInt(args[0]); round++) {
      for (String variant : variants) {
        measurement.run("round-" + round, variant);
      }
    }
    System.exit(0);
  }

  private void run(String round, String variant) throws Exception {
    List<String> words = new ArrayList<>(List.of(variant.split(" ", -1)));
    Path out = directory.resolve(round).resolve(words.get(0));
    List<String> flink = words.stream().filter(SETTING).map(FlinkMeasurement::setting).toList();
    MeasuredProfile profile = new MeasuredProfile(words.get(1), flink);
    Matcher failAt = FAIL_AT.matcher(variant);
    int refused = failAt.find() ? Integer.parseInt(failAt.group(1)) : -1;
    words.removeIf(word -> !word.startsWith("--") || word.startsWith("--failAt"));
    words.add("--output=" + out);
    words.add("--checkpointDir=" + out.resolve("checkpoints"));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    double before = cpuSeconds();
    int code = run(profile, refused, stream, words);
    double cpu = cpuSeconds() - before;
    if (code != MonitorRun.OK) {
      System.out.println(said.toString(StandardCharsets.UTF_8));
    }
    report(round, variant, out, cpu);
    System.out.println("    checkpoints " + profile.checkpoints());
  }

  private int run(MeasuredProfile profile, int refused, PrintStream stream, List<String> options)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    if (refused < 0) {
      all.add("--challenger=" + challenger);
      return new MonitorRun(profile, stream, stream).run(all.toArray(String[]::new));
    }
    try (ChallengerProxy refusing =
        ChallengerProxy.refusingResults(challenger, 412, n -> n == refused)) {
      all.add("--challenger=" + refusing.url());
      return new MonitorRun(profile, stream, stream).run(all.toArray(String[]::new));
    }
  }

  private static void report(String round, String variant, Path out, double cpuSeconds)
      throws IOException {
    if (!Files.exists(out.resolve("run.json"))) {
      System.out.printf("%s | %s | FAILED%n", round, variant);
      return;
    }
    JsonNode q3 = JSON.readTree(out.resolve("run.json").toFile()).at("/queries/q3");
    System.out.printf(
        Locale.ROOT,
        "%s | %s | %d tiles, %.1f tiles/s, CPU %.2f ms/tile, p50 %.1f ms, p99 %.1f ms,"
            + " max %.1f ms, longest silence %.0f ms%n",
        round,
        variant,
        q3.get("count").asInt(),
        q3.get("throughput").asDouble(),
        cpuSeconds * 1e3 / q3.get("count").asInt(),
        q3.get("p50").asDouble() * 1e3,
        q3.get("p99").asDouble() * 1e3,
        q3.get("max").asDouble() * 1e3,
        longestSilenceMillis(out));
  }

  /** The longest time between two results: after a failure, what the restart took. */
  private static double longestSilenceMillis(Path out) throws IOException {
    List<Long> done = new ArrayList<>();
    try (Stream<Path> parts = Files.list(out.resolve("parts"))) {
      for (Path part : parts.filter(file -> file.toString().contains("/q3")).toList()) {
        Matcher times = DONE.matcher(Files.readString(part));
        while (times.find()) {
          done.add(Long.parseLong(times.group(1)));
        }
      }
    }
    done.sort(null);
    long longest = 0;
    for (int i = 1; i < done.size(); i++) {
      longest = Math.max(longest, done.get(i) - done.get(i - 1));
    }
    return longest / 1e3;
  }

  private static String setting(String word) {
    return word.replaceFirst("flink:(.*)=(.*)", "$1: '$2'");
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }
}
