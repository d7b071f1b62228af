package org.meltwatch.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.pipeline.RunnerProfiles;
import org.meltwatch.processes.ChildJvm;
import org.meltwatch.processes.JvmFlags;
import org.meltwatch.processes.ParentWatch;
import org.meltwatch.processes.Terminal;

/**
 * Starts Meltwatch with the runner that is on the class path, in a Java virtual machine of its own:
 * engines need flags and a plain class loader, neither of which {@code mvn exec:java} gives them.
 * The arguments are passed on, the exit code is passed back, and the child ends with this process.
 *
 * <p>The environment variable {@code MELTWATCH_JVM_FLAGS} adds flags, separated by blanks, that win
 * over those of the runner's profile. The system property {@value LaunchFile#PROPERTY} names a
 * directory that is to be told how a run would be launched; nothing is launched then.
 */
public final class Launcher {

  /** The system property that tells the child whether standard error is a terminal. */
  public static final String TERMINAL = "meltwatch.terminal";

  private static final String MAIN = "org.meltwatch.pipeline.Main";
  private static final String FLAGS = "MELTWATCH_JVM_FLAGS";
  private static final long GRACE_SECONDS = 20;
  private static final int FAILURE = 2;

  private Launcher() {}

  /** Runs Meltwatch with the arguments, and exits with its code unless that is 0. */
  public static void main(String[] args) {
    run(MAIN, args);
  }

  static void run(String mainClass, String[] args) {
    int code = launch(mainClass, List.of(args));
    if (code != 0) {
      // Not by an exception: whoever runs this, such as Maven, would print its stack trace.
      System.exit(code);
    }
  }

  private static int launch(String mainClass, List<String> args) {
    try {
      List<String> flags = flags(RunnerProfiles.only(), System.getenv(FLAGS), Terminal.isThere());
      String launchFiles = System.getProperty(LaunchFile.PROPERTY);
      if (launchFiles != null) {
        LaunchFile.of(RunnerProfiles.only(), flags, mainClass).writeTo(Path.of(launchFiles));
        return 0;
      }
      return await(
          ChildJvm.start(flags, mainClass, args, Map.of(), ProcessBuilder.Redirect.INHERIT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILURE;
    } catch (IOException | IllegalStateException e) {
      System.err.println("meltwatch: " + e.getMessage());
      return FAILURE;
    }
  }

  private static int await(ChildJvm child) throws InterruptedException, IOException {
    Thread stop = new Thread(() -> stop(child), "meltwatch-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      return child.waitFor();
    } finally {
      forget(stop);
    }
  }

  private static void stop(ChildJvm child) {
    try {
      child.stop(GRACE_SECONDS);
      if (child.process().exitValue() == 0) {
        // It was told to end and calls that well done, as with a print that is watched.
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException | IOException e) {
      System.err.println("meltwatch: the child was not stopped in order: " + e);
      child.process().destroyForcibly();
    }
  }

  /** Maven closes the class loader after this run; a hook must not need it later. */
  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is running: this process is being shut down, and that is why the child ended.
      return;
    }
  }

  static List<String> flags(RunnerProfile profile, @Nullable String more, boolean terminal) {
    List<String> flags = new ArrayList<>(profile.jvmFlags());
    flags.add(JvmFlags.endOutOfMemory());
    flags.add("-D%s=%s".formatted(TERMINAL, terminal));
    flags.add("-D%s=%s".formatted(Terminal.ATTENDED, terminal && Terminal.isAttended()));
    flags.add("-D%s=true".formatted(ParentWatch.PROPERTY));
    if (more != null && !more.isBlank()) {
      flags.addAll(List.of(more.strip().split("\\s+")));
    }
    return flags;
  }
}
