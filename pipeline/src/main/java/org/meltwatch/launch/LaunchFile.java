package org.meltwatch.launch;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.processes.ArgFile;
import org.meltwatch.processes.ChildJvm;
import org.meltwatch.processes.ClassPathEntries;
import org.meltwatch.processes.LoopbackCluster;

/**
 * How a runner would be launched, for programs that start many runs without a build before each.
 *
 * @param runner the word that the runner is picked by
 * @param engine its name and version
 * @param eventTimeTimers whether it can do {@code --ordering=event-time}
 * @param defaults its option values
 * @param jvmFlags its flags of the Java virtual machine
 * @param classPath what it needs on the class path
 * @param mainClass the class to run
 * @param cluster its standalone cluster on loopback, or null if it has none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LaunchFile(
    String runner,
    String engine,
    boolean eventTimeTimers,
    List<String> defaults,
    List<String> jvmFlags,
    List<String> classPath,
    String mainClass,
    @Nullable LoopbackCluster cluster) {

  /**
   * The system property that makes launchers write such a file, named after the runner, into the
   * directory that it names, instead of launching.
   */
  public static final String PROPERTY = "meltwatch.launchFiles";

  private static final JsonMapper JSON = new JsonMapper();

  public LaunchFile {
    defaults = List.copyOf(defaults);
    jvmFlags = List.copyOf(jvmFlags);
    classPath = List.copyOf(classPath);
  }

  static LaunchFile of(RunnerProfile profile, List<String> flags, String mainClass)
      throws IOException {
    return new LaunchFile(
        profile.name(),
        profile.engine(),
        profile.hasEventTimeTimers(),
        profile.defaults(),
        flags,
        ClassPathEntries.ofThisProcess(),
        mainClass,
        profile.cluster().orElse(null));
  }

  /**
   * Reads what a launcher has written.
   *
   * @throws IOException if there is no such file, or it is something else
   */
  public static LaunchFile read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), LaunchFile.class);
  }

  /** Where the launcher of a runner writes, if it is told this directory. */
  public static Path in(Path directory, String runner) {
    return directory.resolve(runner + ".json");
  }

  /** Writes the arguments of the java command, up to the main class, as an argfile. */
  public void writeArgFile(Path file) throws IOException {
    ArgFile.write(file, ChildJvm.arguments(jvmFlags, classPath));
  }

  void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.write(in(directory, runner), JSON.writeValueAsBytes(this));
  }
}
