package org.meltwatch.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Java virtual machine like this one, with the same class path, as a process of its own. Its
 * standard input is a pipe that nothing is ever written to: it ends when this process ends or lets
 * go of the child.
 */
public final class ChildJvm {

  private final Process process;
  private final Path argFile;

  private ChildJvm(Process process, Path argFile) {
    this.process = process;
    this.argFile = argFile;
  }

  /**
   * Starts a child.
   *
   * @param flags flags of the Java virtual machine
   * @param mainClass name of the class to run
   * @param args its arguments, passed on as they are
   * @param environment what it finds in its environment besides this process's
   * @param output where the child's output and errors go: {@link ProcessBuilder.Redirect#INHERIT}
   *     or {@link ProcessBuilder.Redirect#PIPE}
   * @throws IOException if the child cannot be started
   */
  public static ChildJvm start(
      List<String> flags,
      String mainClass,
      List<String> args,
      Map<String, String> environment,
      ProcessBuilder.Redirect output)
      throws IOException {
    Path argFile = Files.createTempFile("meltwatch-", ".args");
    // For the case that nobody waits for the child; a process killed outright leaves it behind.
    argFile.toFile().deleteOnExit();
    List<String> classPath = new ArrayList<>(ClassPathEntries.ofThisProcess());
    // An engine's own launcher, such as flink run, keeps apart what it finds there with its own.
    classPath.add(System.getProperty("java.class.path"));
    ArgFile.write(argFile, arguments(flags, classPath));

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + argFile);
    // On the command line: from the main class on, the launcher expands no further @files.
    command.add(mainClass);
    command.addAll(args);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output).redirectError(output);
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start(), argFile);
  }

  /** All that comes before the main class. */
  public static List<String> arguments(List<String> flags, List<String> classPath) {
    List<String> arguments = new ArrayList<>(flags);
    arguments.add("-cp");
    arguments.add(String.join(File.pathSeparator, classPath));
    return arguments;
  }

  /** The child itself. */
  public Process process() {
    return process;
  }

  /** Waits until the child ends; returns its exit code. */
  public int waitFor() throws InterruptedException, IOException {
    int code = process.waitFor();
    Files.deleteIfExists(argFile);
    return code;
  }

  /** Lets go of the child: it ends by itself, or is killed when the seconds are over. */
  public void stop(long graceSeconds) throws InterruptedException, IOException {
    process.getOutputStream().close();
    if (!process.waitFor(graceSeconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    waitFor();
  }
}
