package org.meltwatch.challenger;

import java.util.List;
import java.util.Map;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.UnusablePrintException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options of {@link LocalChallenger}'s command line, for programs that pass them on. */
public final class CommandOptions {

  /**
   * An option.
   *
   * @param name without the dashes
   * @param description one sentence or more
   */
  public record Declared(String name, String description) {}

  private CommandOptions() {}

  /** All of them but the call for help. */
  public static List<Declared> all() {
    return new CommandLine(new ChallengerCommand())
        .getCommandSpec().options().stream()
            .filter(option -> !option.hidden() && !option.usageHelp())
            .map(option -> new Declared(name(option), description(option)))
            .toList();
  }

  /**
   * The thresholds that a print's file gives, by the names of a run's options.
   *
   * @param arguments of the command line, as {@code --name=value}
   * @throws IllegalArgumentException if an option or the file cannot be used; it says why
   */
  public static Map<String, Integer> thresholds(List<String> arguments) {
    try {
      return ChallengerCommand.thresholds(arguments.toArray(String[]::new));
    } catch (ParameterException | UnusablePrintException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * What a command line says of its print, such as how large a point of the plate is.
   *
   * @param arguments of the command line, as {@code --name=value}
   * @throws IllegalArgumentException if an option or a print's file cannot be used; it says why
   */
  public static PrintFacts facts(List<String> arguments) {
    try {
      return ChallengerCommand.facts(arguments.toArray(String[]::new));
    } catch (ParameterException | UnusablePrintException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** What an option is if it is not given. */
  public static String fallback(String name) {
    OptionSpec option = new CommandLine(new ChallengerCommand()).getCommandSpec().findOption(name);
    if (option == null) {
      throw new IllegalArgumentException("option (%s) must be one there is".formatted(name));
    }
    return option.defaultValue();
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  private static String description(OptionSpec option) {
    String fallback = String.valueOf(option.defaultValue());
    return String.join(" ", option.description()).replace("${DEFAULT-VALUE}", fallback);
  }
}
