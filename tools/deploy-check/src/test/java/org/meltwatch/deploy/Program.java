package org.meltwatch.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that checks files, from {@code .ci/deploy-tools} or the path. A test that asks for one
 * that is not there is skipped, and says so.
 */
record Program(Path file) {

  private static final String DIRECTORY = "meltwatch.deployTools";

  /** What a program said, and how it ended. */
  record Answer(int code, String text) {}

  static Program named(String name) {
    String cache =
        System.getenv()
            .getOrDefault("MELTWATCH_CACHE", System.getProperty("user.home") + "/.cache/meltwatch");
    String own = System.getProperty(DIRECTORY, cache + "/deploy-tools");
    String path = System.getenv().getOrDefault("PATH", "");
    Path found =
        Stream.concat(
                Stream.of(own, own + "/node_modules/.bin"),
                Stream.of(path.split(File.pathSeparator)))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (found == null) {
      System.out.printf("SKIPPED: %s is not there, .ci/deploy-tools fetches it%n", name);
    }
    assumeTrue(found != null, name + " is not there");
    return new Program(found);
  }

  /** Runs it in {@code docker/}; what it writes to both outputs is its answer. */
  Answer run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("meltwatch-deploy", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Deployment.docker().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("%s took more than a minute".formatted(command));
      }
      return new Answer(process.exitValue(), Files.readString(output, UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
