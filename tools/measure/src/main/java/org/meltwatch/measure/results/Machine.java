package org.meltwatch.measure.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a measurement was made, and of what.
 *
 * @param date when it began
 * @param commit the commit that was measured; with a plus sign if files were changed since
 * @param processor the processor's name
 * @param cores how many cores this process may use
 * @param memoryBytes the machine's memory; -1 if not known
 * @param system the operating system
 * @param java the Java virtual machine
 */
public record Machine(
    String date,
    String commit,
    String processor,
    int cores,
    long memoryBytes,
    String system,
    String java) {

  private static final String UNKNOWN = "unknown";

  /** This machine, and the commit of the working tree in a directory. */
  public static Machine here(Path root) throws InterruptedException {
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        commit(root),
        find(Path.of("/proc/cpuinfo"), "model name\\s*:\\s*(.*)", UNKNOWN),
        Runtime.getRuntime().availableProcessors(),
        1024 * Long.parseLong(find(Path.of("/proc/meminfo"), "MemTotal:\\s*(\\d+) kB", "0")),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()));
  }

  private static String commit(Path root) throws InterruptedException {
    String commit = git(root, "rev-parse", "HEAD");
    return commit.isEmpty()
        ? UNKNOWN
        : commit + (git(root, "status", "--porcelain").isEmpty() ? "" : "+");
  }

  private static String git(Path root, String... command) throws InterruptedException {
    String[] all = new String[command.length + 1];
    all[0] = "git";
    System.arraycopy(command, 0, all, 1, command.length);
    try {
      Process git =
          new ProcessBuilder(all)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? text.strip() : "";
    } catch (IOException e) {
      // An unpacked archive, or no git here: the report says that the commit is unknown.
      return "";
    }
  }

  private static String find(Path file, String pattern, String otherwise) {
    if (!Files.isReadable(file)) {
      return otherwise;
    }
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
      return matcher.find() ? matcher.group(1).strip() : otherwise;
    } catch (IOException e) {
      // The report says that it is unknown; no measurement fails for want of a name.
      return otherwise;
    }
  }
}
