package org.meltwatch.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.meltwatch.options.PlainOption;
import org.meltwatch.options.UsageException;
import org.meltwatch.source.SourceFactory;

/** The kinds of sources on the class path, and which of them a command line asks for. */
final class Sources {

  private static final String USUAL = "local";

  private final List<SourceFactory> all;

  private Sources(List<SourceFactory> all) {
    this.all = all;
  }

  static Sources found() {
    return new Sources(
        ServiceLoader.load(SourceFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted((one, other) -> one.name().compareTo(other.name()))
            .toList());
  }

  List<SourceFactory> all() {
    return all;
  }

  /** The interfaces of all their options. */
  List<Class<? extends PipelineOptions>> options() {
    List<Class<? extends PipelineOptions>> options = new ArrayList<>();
    all.forEach(source -> options.addAll(source.options()));
    return options;
  }

  /** Those of the arguments that are plain options of a source. */
  static List<String> plain(SourceFactory source, List<String> args) {
    List<String> names =
        source.plainOptions().stream().map(PlainOption::name).map("--"::concat).toList();
    return args.stream().filter(arg -> names.contains(name(arg))).toList();
  }

  /** Those of the arguments that are no source's plain options. */
  List<String> withoutPlain(List<String> args) {
    List<String> rest = new ArrayList<>(args);
    all.forEach(source -> rest.removeAll(plain(source, args)));
    return rest;
  }

  /**
   * The kind that is asked for: by name, or by an option of its own.
   *
   * @param args the whole command line
   * @param named what {@code --source} says; null if it is not given
   * @throws UsageException if there is no such kind, or options ask for different ones
   */
  SourceFactory chosen(List<String> args, PipelineOptions options, @Nullable String named) {
    Map<String, SourceFactory> asked = new LinkedHashMap<>();
    if (named != null) {
      asked.put("--source=" + named, byName(named));
    }
    for (SourceFactory source : all) {
      Optional<String> by = source.askedBy(options, plain(source, args));
      by.ifPresent(option -> asked.put(option, source));
    }
    if (asked.values().stream().distinct().count() > 1) {
      throw new UsageException(
          "%s cannot go together: each asks for a source of its own (%s)"
              .formatted(
                  String.join(" and ", asked.keySet()),
                  asked.values().stream()
                      .map(SourceFactory::name)
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    return asked.values().stream().findFirst().orElseGet(() -> byName(USUAL));
  }

  private SourceFactory byName(String name) {
    return all.stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--source (%s) must be one of %s"
                        .formatted(
                            name,
                            all.stream()
                                .map(SourceFactory::name)
                                .collect(Collectors.joining(", ")))));
  }

  /** An argument up to its value. */
  static String name(String arg) {
    int end = arg.indexOf('=');
    return end < 0 ? arg : arg.substring(0, end);
  }

  /** What plain options say, by name; one without a value is a switch. */
  static Stream<Map.Entry<String, String>> values(List<String> plain) {
    return plain.stream()
        .map(
            arg -> {
              String name = name(arg);
              String value = arg.equals(name) ? "true" : arg.substring(name.length() + 1);
              return Map.entry(name.substring("--".length()), value);
            });
  }
}
