package org.meltwatch.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a fuzzer (Jazzer) on a class with a public static method {@code fuzzerTestOneInput(byte[])},
 * in a process of its own and for a bounded time: {@code -Dmeltwatch.fuzzSeconds}, by default some
 * seconds.
 *
 * <p>What it finds out is kept in {@code target/fuzz/<class>/corpus}, so that the next run goes on
 * from there; what makes the method throw, or take longer than ten seconds, in a file beside it.
 */
public final class Fuzzer {

  private static final int SECONDS = Integer.getInteger("meltwatch.fuzzSeconds", 8);
  private static final int GRACE_SECONDS = 120;
  private static final int SHOWN_LINES = 40;

  private Fuzzer() {}

  /**
   * Fuzzes.
   *
   * @param target the class
   * @param seeds inputs to begin with
   * @throws AssertionError if an input makes the method throw or hang; with the end of the log
   */
  public static void run(Class<?> target, List<byte[]> seeds)
      throws IOException, InterruptedException {
    Path dir = Path.of("target", "fuzz", target.getSimpleName()).toAbsolutePath();
    Path corpus = Files.createDirectories(dir.resolve("corpus"));
    Path begin = Files.createDirectories(dir.resolve("seeds"));
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(begin.resolve("seed" + i), seeds.get(i));
    }
    Path log = dir.resolve("log.txt");
    Process fuzzer =
        new ProcessBuilder(command(target, dir, corpus, begin))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!fuzzer.waitFor(SECONDS + GRACE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the fuzzer does not end:\n" + end(log));
      }
    } finally {
      fuzzer.destroyForcibly();
    }
    if (fuzzer.exitValue() != 0) {
      throw new AssertionError("the fuzzer found something, see %s:%n%s".formatted(dir, end(log)));
    }
  }

  private static List<String> command(Class<?> target, Path dir, Path corpus, Path begin) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.getName(),
        "--instrumentation_includes=org.meltwatch.**" + File.pathSeparator + "com.twelvemonkeys.**",
        "--reproducer_path=" + dir,
        "-artifact_prefix=" + dir + "/",
        "-max_total_time=" + SECONDS,
        "-timeout=10",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        corpus.toString(),
        begin.toString());
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }
}
