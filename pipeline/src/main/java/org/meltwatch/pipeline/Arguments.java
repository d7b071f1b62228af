package org.meltwatch.pipeline;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import org.meltwatch.alerts.Sinks;
import org.meltwatch.options.UsageException;
import org.meltwatch.pipeline.options.DashboardOptions;
import org.meltwatch.pipeline.options.OrderingOptions;
import org.meltwatch.pipeline.options.OrderingSettings;
import org.meltwatch.pipeline.options.ReadingOptions;
import org.meltwatch.pipeline.options.ReadingSettings;
import org.meltwatch.pipeline.options.RulesOptions;
import org.meltwatch.pipeline.options.RulesSettings;
import org.meltwatch.pipeline.options.RunOptions;
import org.meltwatch.pipeline.options.TrackingOptions;
import org.meltwatch.pipeline.options.TrackingSettingsReader;
import org.meltwatch.record.pictures.Keep;
import org.meltwatch.record.space.PlateScale;
import org.meltwatch.source.SourceFactory;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileSource;
import org.meltwatch.tracking.Level;

/** A command line, read and checked: each concern and the source check their own options. */
final class Arguments {

  /** Meltwatch's own options by concern, in the order of {@code --help}. */
  static final Map<String, Class<? extends PipelineOptions>> CONCERNS = concerns();

  /** What no engine had anything to say about. */
  private static final List<String> LAST_DEFAULTS = List.of("--payload=inline");

  private static final Pattern UNKNOWN =
      Pattern.compile("^Class interface \\S+ missing a property named '([^']*)'\\.");

  private final MonitorOptions options;
  private final SourceFactory source;
  private final SourceRequest request;
  private final MonitorPrint.Settings settings;
  private final Map<String, String> values;
  private final boolean lacksPlate;
  private final @Nullable Level stopOn;
  private final Sinks sinks;
  private final @Nullable PlateScale scale;
  private final List<String> given;

  private Arguments(
      RunnerProfile profile,
      Sources sources,
      SourceFactory source,
      List<String> given,
      MonitorOptions options) {
    List<String> plain = Sources.plain(source, given);
    this.given = given;
    this.options = options;
    this.source = source;
    ReadingSettings reading = ReadingSettings.of(options);
    OrderingSettings ordering =
        OrderingSettings.of(options, profile.engine(), profile.hasEventTimeTimers());
    RulesSettings rules = RulesSettings.of(options);
    profile.check(options);
    this.request =
        new SourceRequest(
            options,
            plain,
            reading.lanes(),
            reading.maxInFlight(),
            reading.maxBytesInFlight(),
            reading.claims(),
            profile.restartsFromCheckpoints(options),
            profile.runsInThisProcess(options),
            ordering.byEventTime(),
            ordering.lateness());
    source.check(request);
    this.settings =
        new MonitorPrint.Settings(
            reading.images(source.images().orElse(null)),
            reading.limits(),
            rules.rules(),
            ordering,
            rules.clustering(),
            reading.maxDeadLetterBytes(),
            TrackingSettingsReader.of(options, rules.rules(), source.plate(plain)),
            Keep.named(options.getImages()));
    this.stopOn = TrackingSettingsReader.stopOn(options, settings.tracking() != null);
    this.sinks =
        TrackingSettingsReader.sinks(
            options, settings.tracking() != null || options.getResume() != null, System.getenv());
    this.scale = TrackingSettingsReader.scale(options, PlateScale.of(source.facts(plain)));
    this.lacksPlate = TrackingSettingsReader.isForWantOfPlate(options, source.plate(plain));
    this.values = Declarations.values(options, interfaces(sources));
    Sources.values(plain).forEach(option -> values.put(option.getKey(), option.getValue()));
  }

  /**
   * Reads a command line.
   *
   * @throws UsageException if an option is unknown, malformed or out of its range
   */
  static Arguments read(RunnerProfile profile, String... args) {
    try {
      return read(profile, Sources.found(), Arrays.asList(args));
    } catch (IllegalArgumentException e) {
      throw new UsageException(complaint(e) + " (--help tells all options)", e);
    }
  }

  private static Arguments read(RunnerProfile profile, Sources sources, List<String> args) {
    interfaces(sources).forEach(PipelineOptionsFactory::register);
    PipelineOptionsFactory.register(MonitorOptions.class);
    // Beam refuses what it does not know.
    List<String> given = sources.withoutPlain(args);
    interfaces(sources).forEach(one -> requireValues(one, given));
    MonitorOptions first = parse(completed(given, profile.defaults()));
    SourceFactory source = sources.chosen(args, first, first.getSource());
    List<String> all = completed(given, source.defaults(Sources.plain(source, args)));
    if (source.images().isEmpty()) {
      all = completed(all, List.of("--payload=inline"));
    }
    all = completed(all, profile.defaults());
    all = completed(all, profile.furtherDefaults(parse(all)));
    all = completed(all, LAST_DEFAULTS);
    return new Arguments(profile, sources, source, args, parse(all));
  }

  private static List<Class<? extends PipelineOptions>> interfaces(Sources sources) {
    List<Class<? extends PipelineOptions>> all = new ArrayList<>(CONCERNS.values());
    all.addAll(sources.options());
    return all;
  }

  /** Beam takes an option without a value for a switch. */
  private static void requireValues(Class<? extends PipelineOptions> options, List<String> args) {
    for (Method getter : Declarations.of(options)) {
      String name = "--" + Declarations.name(getter);
      boolean bare = args.contains(name) && getter.getReturnType() != boolean.class;
      if (bare || args.contains(name + "=")) {
        throw new UsageException("%s must be given a value: %s=...".formatted(name, name));
      }
    }
  }

  /** Adds the defaults of options that are not given. */
  private static List<String> completed(List<String> args, List<String> defaults) {
    Set<String> given = args.stream().map(Sources::name).collect(Collectors.toUnmodifiableSet());
    List<String> all = new ArrayList<>(args);
    defaults.stream().filter(arg -> !given.contains(Sources.name(arg))).forEach(all::add);
    return all;
  }

  private static MonitorOptions parse(List<String> args) {
    return PipelineOptionsFactory.fromArgs(args.toArray(String[]::new))
        .withValidation()
        .as(MonitorOptions.class);
  }

  MonitorOptions options() {
    return options;
  }

  /** What the user says of the results directory; null if nothing. */
  @Nullable String output() {
    return options.getOutput();
  }

  /** Whether response times are told at the end. */
  boolean figures() {
    return options.getFigures();
  }

  /** Whether a report for people is written at the end. */
  boolean report() {
    return options.getReport();
  }

  /** True if a source is to know what has reached its end. */
  boolean isBounded() {
    return request.isBounded();
  }

  /** What the pipeline needs to know. */
  MonitorPrint.Settings settings() {
    return settings;
  }

  /** The level of a defect from which on the run is to end; null if none. */
  @Nullable Level stopOn() {
    return stopOn;
  }

  /** How large a point of the plate is; null if nobody knows. */
  @Nullable PlateScale scale() {
    return scale;
  }

  /** Where alerts go beside the terminal. */
  Sinks sinks() {
    return sinks;
  }

  /** True if defects would be tracked if anybody had said how the plate is cut into tiles. */
  boolean lacksPlate() {
    return lacksPlate;
  }

  /** Opens the source that is asked for. */
  TileSource open() throws IOException, InterruptedException {
    return source.open(request);
  }

  /** Goes on with the source of a run that died. */
  TileSource reopen(String handle) throws IOException, InterruptedException {
    return source.reopen(request, handle);
  }

  /** How this run is started, for whoever goes on with it; null if nobody can. */
  @Nullable StartedRun started(RunnerProfile profile, TileSource opened) {
    String handle = opened.handle();
    if (handle == null) {
      return null;
    }
    Map<String, String> kept = new TreeMap<>(values);
    if (opened.survives() && !"off".equals(kept.get("spool"))) {
      // Said by a default of this engine, perhaps, that another one has not. A topic needs none.
      kept.put("spool", "on");
    }
    List<String> engine =
        given.stream()
            .filter(arg -> !values.containsKey(Sources.name(arg).replaceFirst("^--", "")))
            .toList();
    return new StartedRun(profile.name(), source.name(), handle, kept, engine);
  }

  /** All of Meltwatch's own options that have a value, by name; there are no secrets among them. */
  Map<String, String> values() {
    return Map.copyOf(values);
  }

  /** Beam speaks of properties of interfaces where users speak of options. */
  private static String complaint(IllegalArgumentException e) {
    String line = requireNonNull(e.getMessage(), "message").lines().findFirst().orElse("");
    return UNKNOWN.matcher(line).replaceFirst("there is no option --$1.");
  }

  private static Map<String, Class<? extends PipelineOptions>> concerns() {
    Map<String, Class<? extends PipelineOptions>> concerns = new LinkedHashMap<>();
    concerns.put("Run", RunOptions.class);
    concerns.put("Reading", ReadingOptions.class);
    concerns.put("Ordering", OrderingOptions.class);
    concerns.put("Rules", RulesOptions.class);
    concerns.put("Defects", TrackingOptions.class);
    concerns.put("Dashboard", DashboardOptions.class);
    return Collections.unmodifiableMap(concerns);
  }
}
