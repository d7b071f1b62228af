package org.meltwatch.pipeline;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.SpooledImages;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.model.DefectRules;
import org.meltwatch.transforms.images.Images;

/** A command line, read and checked. */
final class Arguments {

  private static final Set<String> LOCAL_CHALLENGER =
      Set.of(
          "stack",
          "grid",
          "print",
          "prints",
          "tiles",
          "tileSize",
          "layers",
          "seed",
          "rate",
          "drop",
          "duplicate",
          "corrupt",
          "truncate",
          "faults",
          "faultSeed",
          "forgetful");

  /** What no engine had anything to say about. */
  private static final List<String> LAST_DEFAULTS = List.of("--payload=inline");

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+://");
  private static final Pattern UNKNOWN =
      Pattern.compile("^Class interface \\S+ missing a property named '([^']*)'\\.");

  private final RunnerProfile profile;
  private final MonitorOptions options;
  private final Map<String, String> values;

  private Arguments(RunnerProfile profile, MonitorOptions options) {
    this.profile = profile;
    this.options = options;
    this.values = values(options);
  }

  /**
   * Reads a command line.
   *
   * @throws UsageException if an option is unknown, malformed or out of its range
   */
  static Arguments read(RunnerProfile profile, String... args) {
    try {
      List<String> all = completed(Arrays.asList(args), profile.defaults());
      all = completed(all, profile.furtherDefaults(parse(all)));
      all = completed(all, LAST_DEFAULTS);
      Arguments arguments = new Arguments(profile, parse(all));
      arguments.check();
      return arguments;
    } catch (IllegalArgumentException e) {
      throw new UsageException(complaint(e) + " (--help tells all options)", e);
    }
  }

  /** Adds the defaults of options that are not given. */
  private static List<String> completed(List<String> args, List<String> defaults) {
    Set<String> given = args.stream().map(Arguments::name).collect(Collectors.toUnmodifiableSet());
    List<String> all = new ArrayList<>(args);
    defaults.stream().filter(arg -> !given.contains(name(arg))).forEach(all::add);
    return all;
  }

  private static MonitorOptions parse(List<String> args) {
    PipelineOptionsFactory.register(MonitorOptions.class);
    return PipelineOptionsFactory.fromArgs(args.toArray(String[]::new))
        .withValidation()
        .as(MonitorOptions.class);
  }

  MonitorOptions options() {
    return options;
  }

  /** All of Meltwatch's own options that have a value, by name; there are no secrets among them. */
  Map<String, String> values() {
    return values;
  }

  /** The options that concern the local challenger, as its own command line takes them. */
  List<String> localChallenger() {
    return values.entrySet().stream()
        .filter(option -> LOCAL_CHALLENGER.contains(option.getKey()))
        .map(option -> "--%s=%s".formatted(option.getKey(), option.getValue()))
        .toList();
  }

  /** What a local challenger is started with: its own options, and what its plots depend on. */
  List<String> localChallengerToStart() {
    return Stream.concat(
            localChallenger().stream(),
            Stream.of("--saturatedAbove=" + options.getSaturatedAbove()))
        .toList();
  }

  /** What the pipeline needs to know. */
  MonitorPrint.Settings settings(Bench bench, String output) {
    return new MonitorPrint.Settings(
        bench,
        output,
        options.getLanes(),
        options.getPrefetch(),
        new MessageLimits(options.getMessageLimit(), options.getMaxPrintId()),
        options.getMaxInFlight(),
        images(),
        limits(),
        rules(),
        Ordering.named(options.getOrdering()),
        options.getLateness(),
        options.getMaxBuffered(),
        Clustering.named(options.getClusterer()),
        spool(output),
        profile.restartsFromCheckpoints(options),
        options.getReplay() == null ? null : absolute(options.getReplay()));
  }

  /** Where the spool is of a run whose results go to {@code output}; null if it has none. */
  @Nullable String spool(String output) {
    @Nullable String directory = options.getSpoolDir();
    String onDisk = absolute(directory == null ? output + "/spool" : directory);
    @Nullable String wanted = options.getSpool();
    return switch (wanted == null ? usual() : wanted) {
      case "on" -> onDisk;
      case "memory" -> SpoolDirectory.inMemory(onDisk);
      default -> null;
    };
  }

  private String usual() {
    boolean on =
        options.getReplay() == null
            && (isPayloadSpooled()
                || options.getKeepSpool()
                || options.getSpoolDir() != null
                || profile.restartsFromCheckpoints(options));
    return on ? "on" : "off";
  }

  /** Workers may have another working directory; what has a scheme has none. */
  private static String absolute(String directory) {
    return SCHEME.matcher(directory).lookingAt()
        ? directory
        : Path.of(directory).toAbsolutePath().normalize().toString();
  }

  private ImageLimits limits() {
    return new ImageLimits(
        options.getMaxTileSide(),
        options.getMaxTilePixels(),
        options.getMaxTileStrips(),
        options.getMaxTileRatio());
  }

  private void check() {
    require("lanes", options.getLanes(), 1, 256);
    require("prefetch", options.getPrefetch(), 1, 64);
    require("maxInFlight", options.getMaxInFlight(), 0, 1_000_000);
    payload();
    Integer imageCache = options.getImageCache();
    if (imageCache != null) {
      require("imageCache", imageCache, 0, 1 << 20);
    }
    require("messageLimit", options.getMessageLimit(), 1, Integer.MAX_VALUE);
    require("maxPrintId", options.getMaxPrintId(), 1, 1 << 20);
    require("lateness", options.getLateness(), 0, 1_000_000);
    require("maxBuffered", options.getMaxBuffered(), 1, 1_000_000);
    require("maxTileSide", options.getMaxTileSide(), 1, 1 << 24);
    require("maxTilePixels", options.getMaxTilePixels(), 1, 1 << 29);
    require("maxTileStrips", options.getMaxTileStrips(), 1, 1 << 29);
    require("maxTileRatio", options.getMaxTileRatio(), 1, 1 << 20);
    Integer maxBatches = options.getMaxBatches();
    if (maxBatches != null) {
      require("maxBatches", maxBatches, 1, Integer.MAX_VALUE);
    }
    profile.check(options);
    checkSpool();
    rules();
    Clustering.named(options.getClusterer());
    if (Ordering.named(options.getOrdering()) == Ordering.EVENT_TIME
        && !profile.hasEventTimeTimers()) {
      throw new UsageException(
          "--ordering (event-time) needs an engine with event-time timers, which %s is not: use"
                  .formatted(profile.engine())
              + " --ordering=buffer");
    }
    List<String> local = localChallenger();
    if (options.getChallenger() != null && !local.isEmpty()) {
      throw new UsageException(
          "%s is for the local challenger and cannot go with --challenger"
              .formatted(name(local.get(0))));
    }
  }

  private void checkSpool() {
    @Nullable String spool = options.getSpool();
    if (spool != null && !Set.of("on", "off", "memory").contains(spool)) {
      throw new UsageException("--spool (%s) must be on, off or memory".formatted(spool));
    }
    if ("off".equals(spool) && isPayloadSpooled()) {
      throw new UsageException(
          "--payload=spool keeps images in the spool: it needs --spool=on or --spool=memory");
    }
    if (spool != null && !spool.equals("on") && options.getKeepSpool()) {
      throw new UsageException(
          "--keepSpool keeps files: it needs --spool=on, not --spool=%s".formatted(spool));
    }
    if ("memory".equals(spool)
        && (!profile.runsInThisProcess(options) || profile.restartsFromCheckpoints(options))) {
      throw new UsageException(
          "--spool=memory is gone with this process: an engine on a cluster or with checkpoints"
              + " needs --spool=on");
    }
    for (String directory : new @Nullable String[] {options.getSpoolDir(), options.getReplay()}) {
      if (directory != null && !SpoolDirectory.isUsable(directory)) {
        throw new UsageException(
            "spool directory (%s) must not hold any of * ? [ ] { } \\".formatted(directory));
      }
    }
    if (options.getReplay() != null
        && (options.getChallenger() != null
            || (spool != null && !spool.equals("off"))
            || options.getKeepSpool()
            || !localChallenger().isEmpty())) {
      throw new UsageException(
          "--replay reads neither a challenger nor writes a spool: it cannot go with --challenger,"
              + " --spool=on or memory, --keepSpool or the local challenger's options");
    }
  }

  private Payload payload() {
    return Payload.named(requireNonNull(options.getPayload(), "payload"));
  }

  private boolean isPayloadSpooled() {
    return payload() == Payload.SPOOL;
  }

  private Images images() {
    if (!isPayloadSpooled()) {
      return Images.inline();
    }
    Images claimed = Images.claimedFrom(new SpooledImages(), limits());
    Integer imageCache = options.getImageCache();
    return imageCache == null ? claimed : claimed.withCacheBytes((long) imageCache << 20);
  }

  private DefectRules rules() {
    return new DefectRules(
        options.getVoidBelow(),
        options.getSaturatedAbove(),
        options.getOutlierAbove(),
        options.getEps(),
        options.getMinSamples(),
        options.getFirstLayer());
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UsageException("--%s (%d) must be in [%d, %d]".formatted(name, value, least, most));
    }
  }

  private static String name(String arg) {
    int end = arg.indexOf('=');
    return end < 0 ? arg : arg.substring(0, end);
  }

  /** Beam speaks of properties of interfaces where users speak of options. */
  private static String complaint(IllegalArgumentException e) {
    String line = requireNonNull(e.getMessage(), "message").lines().findFirst().orElse("");
    return UNKNOWN.matcher(line).replaceFirst("there is no option --$1.");
  }

  private static Map<String, String> values(MonitorOptions options) {
    Map<String, String> values = new TreeMap<>();
    Arrays.stream(MonitorOptions.class.getDeclaredMethods())
        .filter(method -> method.getName().startsWith("get"))
        .sorted(Comparator.comparing(Method::getName))
        .forEach(
            getter -> {
              Object value = value(options, getter);
              if (value != null) {
                values.put(optionName(getter), value.toString());
              }
            });
    return Map.copyOf(values);
  }

  /** The name of the option that a getter of the options stands for. */
  static String optionName(Method getter) {
    String name = getter.getName().substring("get".length());
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static @Nullable Object value(MonitorOptions options, Method getter) {
    try {
      return getter.invoke(options);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read option " + optionName(getter), e);
    }
  }
}
