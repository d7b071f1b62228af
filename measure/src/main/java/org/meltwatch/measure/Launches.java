package org.meltwatch.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.meltwatch.launch.LaunchFile;

/**
 * Asks each runner's launcher how a run is launched: builds the runner's module once, so that no
 * run has a build in it.
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
   * Builds a runner and says how it is launched.
   *
   * @throws IOException with the log's end if the build failed
   */
  public Launch resolve(String runner) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path file = directory.resolve(runner + ".json").toAbsolutePath();
    Path log = directory.resolve(runner + ".log");
    Process build =
        new ProcessBuilder(
                maven(),
                "-B",
                "-q",
                "-P" + runner,
                "compile",
                "exec:java",
                "-D%s=%s".formatted(LaunchFile.PROPERTY, file))
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = build.waitFor();
    if (code != 0 || !Files.exists(file)) {
      throw new IOException(
          "runner %s cannot be built (code %d):%n%s".formatted(runner, code, end(log)));
    }
    LaunchFile launch = LaunchFile.read(file);
    Path argFile = directory.resolve(runner + ".args").toAbsolutePath();
    launch.writeArgFile(argFile);
    return new Launch(launch, argFile);
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
