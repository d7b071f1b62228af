package org.meltwatch.fromsource;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code mvn -Pflink exec:java} starts, on a fresh clone, too: a Maven of its own builds the
 * engine's modules, then the engine's launcher runs in this process, which ends with its exit code.
 *
 * <p>The java command runs it from its source: one file, and nothing but the JDK.
 */
public final class RunFromSource {

  private static final String LAUNCHER = "org.meltwatch.launch.Launcher";
  private static final int FAILURE = 2;
  private static final int SIGNALS = 128;

  private RunFromSource() {}

  /**
   * Builds and runs the engines that are named as Maven's profiles, one after the other. The system
   * property {@code meltwatch.maven} says how Maven was called, {@code meltwatch.main} which class
   * to run instead of the launcher, with {@code %s} for the engine's name.
   */
  public static void main(String[] args) throws Throwable {
    Properties call = new Properties();
    call.load(new StringReader(System.getProperty("meltwatch.maven")));
    Path root = Path.of(call.getProperty("root")).normalize();
    List<String> profiles = words(call.getProperty("profiles"));
    List<String> known = engines(root);
    List<String> engines = profiles.stream().filter(known::contains).toList();
    if (engines.isEmpty()) {
      exit(refusal(profiles, known), FAILURE);
    }
    int code = build(command(call, root, engines));
    if (code > SIGNALS) {
      System.exit(code);
    } else if (code != 0) {
      exit("%s could not be built, Maven says why".formatted(String.join(", ", engines)), FAILURE);
    }
    String main = System.getProperty("meltwatch.main", LAUNCHER);
    for (String engine : engines) {
      run(classPath(root, engine), main.formatted(engine), args);
    }
  }

  /** The words of a list as Java prints it. */
  static List<String> words(String list) {
    return Stream.of(list.split("[\\[\\],\\s]+")).filter(word -> !word.isEmpty()).toList();
  }

  /** The modules that register a runner profile, which are directories named after engines. */
  static List<String> engines(Path root) throws IOException {
    List<String> engines = new ArrayList<>();
    String profile = "src/main/resources/META-INF/services/org.meltwatch.pipeline.RunnerProfile";
    try (DirectoryStream<Path> modules =
        Files.newDirectoryStream(
            root.resolve("runner-profiles"), module -> Files.exists(module.resolve(profile)))) {
      modules.forEach(module -> engines.add(module.getFileName().toString()));
    }
    engines.sort(null);
    return engines;
  }

  static String refusal(List<String> profiles, List<String> engines) {
    String named = profiles.isEmpty() ? "" : " by -P" + String.join(",", profiles);
    return engines.stream()
        .map(engine -> "-P" + engine)
        .collect(Collectors.joining(", ", "no engine is named" + named + ": run with one of ", ""));
  }

  /** The call of Maven that builds engines, in the way that this Maven was called. */
  static List<String> command(Properties call, Path root, List<String> engines) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-f", root.resolve("pom.xml").toString()));
    addIf(call.getProperty("logging").equals("0"), "-X", command);
    addIf(call.getProperty("logging").equals("3"), "-q", command);
    addIf(call.getProperty("errors").equals("true"), "-e", command);
    addIf(call.getProperty("interactive").equals("false"), "-B", command);
    addIf(call.getProperty("offline").equals("true"), "-o", command);
    addFile("-s", call.getProperty("settings"), command);
    addFile("-gs", call.getProperty("globalSettings"), command);
    command.add("-Dmaven.repo.local=" + call.getProperty("repository"));
    command.add("-pl");
    command.add(
        engines.stream()
            .map(engine -> "runner-profiles/" + engine)
            .collect(Collectors.joining(",")));
    command.addAll(List.of("-am", "process-classes"));
    return command;
  }

  private static void addIf(boolean condition, String option, List<String> command) {
    if (condition) {
      command.add(option);
    }
  }

  /** Maven names its settings' place even where there is nothing, and refuses to be told it. */
  private static void addFile(String option, String file, List<String> command) {
    if (Files.exists(Path.of(file))) {
      command.addAll(List.of(option, file));
    }
  }

  private static int build(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process maven = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(maven::destroy, "meltwatch-stop-build"));
    return maven.waitFor();
  }

  /** What the build has left: the engine's module, and all that it needs. */
  private static List<Path> classPath(Path root, String engine) throws IOException {
    Path target = root.resolve("runner-profiles").resolve(engine).resolve("target");
    List<Path> classPath = new ArrayList<>(List.of(target.resolve("classes")));
    String others = Files.readString(target.resolve("class-path")).strip();
    Stream.of(others.split(File.pathSeparator)).map(Path::of).forEach(classPath::add);
    return classPath;
  }

  private static void run(List<Path> classPath, String mainClass, String[] args) throws Throwable {
    List<URL> urls = new ArrayList<>();
    for (Path entry : classPath) {
      urls.add(entry.toUri().toURL());
    }
    // Never closed: the process that it belongs to ends with what is run here.
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    try {
      loader.loadClass(mainClass).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void exit(String message, int code) {
    System.err.println("meltwatch: " + message);
    System.exit(code);
  }
}
