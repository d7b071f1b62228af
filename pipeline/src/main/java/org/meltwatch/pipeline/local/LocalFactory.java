package org.meltwatch.pipeline.local;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.meltwatch.challenger.CommandOptions;
import org.meltwatch.io.SpooledImages;
import org.meltwatch.io.source.ChallengerSource;
import org.meltwatch.model.Plate;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.options.PlainOption;
import org.meltwatch.options.UsageException;
import org.meltwatch.pipeline.options.RulesOptions;
import org.meltwatch.processes.ChallengerProcess;
import org.meltwatch.source.SourceFactory;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileSource;
import org.meltwatch.transforms.images.ImageStore;

/** A challenger on this machine, started for the run in a process of its own; the usual source. */
public final class LocalFactory implements SourceFactory {

  /** Its plots depend on the run's own option. */
  private static final String SATURATED_ABOVE = "saturatedAbove";

  /** Any free one unless a user says otherwise: several runs, and a challenger, get along so. */
  private static final String PORT = "port";

  private static final String PORT_DESCRIPTION = "Port of the challenger. Default: any free one.";

  @Override
  public String name() {
    return "local";
  }

  @Override
  public String title() {
    return "Local challenger";
  }

  /** It is read as any challenger is, by the same options. */
  @Override
  public List<Class<? extends PipelineOptions>> options() {
    return List.of();
  }

  @Override
  public List<PlainOption> plainOptions() {
    return CommandOptions.all().stream()
        .filter(option -> !option.name().equals(SATURATED_ABOVE))
        .map(option -> new PlainOption(option.name(), description(option)))
        .toList();
  }

  /** A print may bring thresholds of its own. */
  @Override
  public List<String> defaults(List<String> plain) {
    return CommandOptions.thresholds(plain).entrySet().stream()
        .map(
            threshold ->
                String.format(Locale.ROOT, "--%s=%d", threshold.getKey(), threshold.getValue()))
        .toList();
  }

  private static String description(CommandOptions.Declared option) {
    return option.name().equals(PORT) ? PORT_DESCRIPTION : option.description();
  }

  @Override
  public Optional<String> askedBy(PipelineOptions options, List<String> plain) {
    return plain.stream().findFirst().map(option -> option.replaceFirst("=.*", ""));
  }

  @Override
  public Optional<Plate> plate(List<String> plain) {
    boolean isFolder = value(plain, "stack").isPresent() || watches(plain);
    String name = isFolder ? "grid" : "tiles";
    String cut = value(plain, name).orElseGet(() -> CommandOptions.fallback(name));
    try {
      return Optional.of(Plate.parse(cut));
    } catch (IllegalArgumentException e) {
      // The challenger will not start, and knows what its option is called.
      return Optional.empty();
    }
  }

  @Override
  public PrintFacts facts(List<String> plain) {
    return CommandOptions.facts(plain);
  }

  private static Optional<String> value(List<String> plain, String name) {
    String start = "--" + name + "=";
    return plain.stream()
        .filter(option -> option.startsWith(start))
        .map(option -> option.substring(start.length()))
        .reduce((first, last) -> last);
  }

  @Override
  public Optional<ImageStore> images() {
    return Optional.of(new SpooledImages());
  }

  @Override
  public void check(SourceRequest request) {
    ChallengerSource.check(request);
  }

  @Override
  public TileSource open(SourceRequest request) throws IOException, InterruptedException {
    ChallengerProcess challenger = start(arguments(request));
    boolean opened = false;
    try {
      ChallengerSource bench = ChallengerSource.create(URI.create(challenger.url()), request);
      opened = true;
      return new LocalSource(challenger, bench, watches(request.plain()));
    } finally {
      if (!opened) {
        challenger.close();
      }
    }
  }

  /** The challenger has ended with the run that had started it. */
  @Override
  public TileSource reopen(SourceRequest request, String handle) {
    return ChallengerSource.reopenAbandoned(
        handle,
        request,
        watches(request.plain())
            ? "for the whole print start again with --watch and another --output: its folder is"
                + " read from the first layer on"
            : "for the whole print start again with another --output");
  }

  static boolean watches(List<String> plain) {
    return plain.stream().anyMatch(arg -> arg.startsWith("--watch="));
  }

  static List<String> arguments(SourceRequest request) {
    int above = request.options().as(RulesOptions.class).getSaturatedAbove();
    List<String> arguments = new ArrayList<>(request.plain());
    if (arguments.stream().noneMatch(arg -> arg.matches("--" + PORT + "(=.*)?"))) {
      arguments.add("--%s=0".formatted(PORT));
    }
    arguments.add(String.format(Locale.ROOT, "--%s=%d", SATURATED_ABOVE, above));
    return arguments;
  }

  private static ChallengerProcess start(List<String> args) throws InterruptedException {
    try {
      return ChallengerProcess.start(args);
    } catch (IOException e) {
      throw new UsageException("the local challenger cannot start: " + e.getMessage(), e);
    }
  }
}
