package org.meltwatch.measure.run;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.meltwatch.launch.LaunchFile;
import org.meltwatch.measure.results.Engine;
import org.meltwatch.processes.LoopbackCluster;

/**
 * A runner, ready to be run.
 *
 * @param file what its launcher says
 * @param argFile the java command's arguments up to the main class
 */
public record Launch(LaunchFile file, Path argFile) {

  /** Flags that change nothing of what is measured. */
  private static final List<String> UNTOLD =
      List.of("--add-", "-Dmeltwatch.", "-XX:OnOutOfMemoryError");

  public Engine engine() {
    Stream<String> flags =
        file.jvmFlags().stream().filter(flag -> UNTOLD.stream().noneMatch(flag::startsWith));
    return new Engine(
        file.runner(), file.engine(), file.eventTimeTimers(), file.defaults(), flags.toList());
  }

  /** The command of a run on so many cores; 0 for all. */
  public List<String> command(int cores, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (cores > 0) {
      command.addAll(List.of("taskset", "-c", "0-" + (cores - 1)));
    }
    command.addAll(java(file.mainClass(), arguments));
    return command;
  }

  /** The command that starts or stops the runner's standalone cluster. */
  List<String> clusterCommand(String word, Path directory, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of(word, directory.toString()));
    arguments.addAll(more);
    return java(requireNonNull(file.cluster(), "cluster").mainClass(), arguments);
  }

  /** The same runner with its standalone cluster at another port. */
  public Launch onPort(int port) {
    LoopbackCluster cluster = requireNonNull(file.cluster(), "cluster");
    LoopbackCluster moved =
        new LoopbackCluster(
            cluster.mainClass(),
            port,
            cluster.masterOption(),
            cluster.parallelismOption(),
            cluster.slots());
    LaunchFile there =
        new LaunchFile(
            file.runner(),
            file.engine(),
            file.eventTimeTimers(),
            file.defaults(),
            file.jvmFlags(),
            file.classPath(),
            file.mainClass(),
            moved);
    return new Launch(there, argFile);
  }

  private List<String> java(String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + argFile);
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
