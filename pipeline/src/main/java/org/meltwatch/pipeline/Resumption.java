package org.meltwatch.pipeline;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.meltwatch.options.UsageException;

/**
 * A run that died, and the command line that it is gone on with: what it was started with, and what
 * may be said anew. Results must be those that it would have come to, so that nothing which they or
 * the spool depend on may differ.
 */
final class Resumption {

  private static final String OPTION = "--resume=";

  /** Which may differ, and mean what the engine that goes on says, unless a user does. */
  private static final Set<String> FREE =
      Set.of(
          "alert",
          "alertSecretFile",
          "apiTokenFile",
          "figures",
          "imageCache",
          "keepSpool",
          "maxInFlight",
          "payload",
          "prefetch",
          "report",
          "verbose");

  /** Which no engine has a word in. */
  private static final Set<String> ALERTS = Set.of("alert", "alertSecretFile");

  /** Which say where, not how. */
  private static final Set<String> PLACES = Set.of("output", "resume", "source");

  /**
   * Which a run that goes on does without: defects are followed through layers of which nothing but
   * the answers is kept.
   */
  private static final Set<String> UNTRACKED = Set.of("plate", "stopOn");

  private final Path dir;
  private final StartedRun started;
  private final List<String> arguments;

  private Resumption(Path dir, StartedRun started, List<String> arguments) {
    this.dir = dir;
    this.started = started;
    this.arguments = arguments;
  }

  /** True if a command line asks for one. */
  static boolean isAsked(List<String> args) {
    return args.stream().anyMatch(arg -> arg.startsWith(OPTION) || arg.equals("--resume"));
  }

  /**
   * What a command line asks for.
   *
   * @param runner the engine that goes on
   * @throws UsageException if what it names is no run's results directory
   */
  static Resumption of(List<String> args, String runner) {
    String named =
        args.stream()
            .filter(arg -> arg.startsWith(OPTION))
            .map(arg -> arg.substring(OPTION.length()))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElseThrow(() -> new UsageException("--resume must be given a value: --resume=..."));
    Path dir = path(named);
    StartedRun started = StartedRun.read(dir);
    List<String> all = new ArrayList<>(args);
    all.add(0, "--plate=none");
    boolean saysAlert = args.stream().anyMatch(arg -> arg.startsWith("--alert="));
    all.add("--output=" + dir);
    all.add("--source=" + started.source());
    boolean sameEngine = started.runner().equals(runner);
    started.options().entrySet().stream()
        .filter(option -> !PLACES.contains(option.getKey()))
        .filter(option -> !UNTRACKED.contains(option.getKey()))
        .filter(option -> !(saysAlert && option.getKey().equals("alert")))
        .filter(
            option ->
                sameEngine || !FREE.contains(option.getKey()) || ALERTS.contains(option.getKey()))
        .map(option -> "--%s=%s".formatted(option.getKey(), option.getValue()))
        .forEach(all::add);
    if (sameEngine) {
      all.addAll(started.engineArguments());
    }
    return new Resumption(dir, started, firstOfEach(all));
  }

  private static Path path(String named) {
    try {
      return Path.of(named).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new UsageException("--resume must be a path: " + e.getMessage(), e);
    }
  }

  /** What a user says comes first. */
  private static List<String> firstOfEach(List<String> args) {
    return List.copyOf(
        args.stream()
            .collect(
                Collectors.toMap(
                    // Several of these add up where a user says them.
                    arg -> arg.startsWith("--alert=") ? arg : Sources.name(arg),
                    arg -> arg,
                    (first, later) -> first,
                    LinkedHashMap::new))
            .values());
  }

  /** The results directory. */
  Path dir() {
    return dir;
  }

  /** What the source is gone on with by. */
  String handle() {
    return started.handle();
  }

  /** The command line that goes on. */
  List<String> arguments() {
    return arguments;
  }

  /**
   * What is said anew, in words.
   *
   * @param values all of Meltwatch's own options that have a value now
   * @throws UsageException if anything differs that results or the spool depend on
   */
  List<String> differences(Map<String, String> values) {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> now : values.entrySet()) {
      String name = now.getKey();
      String before = started.options().get(name);
      if (PLACES.contains(name) || UNTRACKED.contains(name) || now.getValue().equals(before)) {
        continue;
      }
      if (!FREE.contains(name)) {
        throw new UsageException(
            "--%s (%s) must be as the run was started with: %s"
                .formatted(name, now.getValue(), before == null ? "not given" : before));
      }
      differences.add(
          "--%s=%s instead of %s"
              .formatted(name, now.getValue(), before == null ? "none" : before));
    }
    return differences;
  }
}
