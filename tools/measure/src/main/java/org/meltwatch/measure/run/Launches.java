package org.meltwatch.measure.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meltwatch.launch.LaunchFile;

/**
 * Asks the runners' launchers how a run is launched: builds all their modules once, so that no run
 * has a build in it.
 */
public final class Launches {

  private final Path root;
  private final Path directory;

  /**
   * @param root the project's directory
   * @param directory where the launch files go
   */
  public Launches(Path root, Path directory) {
    this.root = root;
    this.directory = directory;
  }

  /**
   * Builds runners and says how they are launched, in the same order.
   *
   * @throws IOException with the log's end if the build failed
   */
  public List<Launch> resolve(List<String> runners) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    build(runners);
    List<Launch> launches = new ArrayList<>();
    for (String runner : runners) {
      LaunchFile launch = LaunchFile.read(LaunchFile.in(directory, runner));
      Path argFile = directory.resolve(runner + ".args").toAbsolutePath();
      launch.writeArgFile(argFile);
      launches.add(new Launch(launch, argFile));
    }
    return launches;
  }

  private void build(List<String> runners) throws IOException, InterruptedException {
    Path log = directory.resolve("build.log");
    Process build =
        new ProcessBuilder(
                maven(),
                "-B",
                "-q",
                "-P" + String.join(",", runners),
                "compile",
                "exec:java",
                "-D%s=%s".formatted(LaunchFile.PROPERTY, directory.toAbsolutePath()))
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = build.waitFor();
    List<String> missing =
        runners.stream().filter(runner -> !Files.exists(LaunchFile.in(directory, runner))).toList();
    if (code != 0 || !missing.isEmpty()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "runners %s cannot be built (code %d), %s are missing:%n%s",
              runners,
              code,
              missing,
              end(log)));
    }
  }

  /** The last lines of a log. */
  static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  /** Under Maven, the same one. */
  private static String maven() {
    String home = System.getProperty("maven.home");
    return home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
  }
}
