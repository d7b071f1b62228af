package org.meltwatch.pipeline;

import java.io.PrintStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.meltwatch.source.SourceFactory;

/** What {@code --help} prints: options by concern, from their declarations. */
final class Help {

  private static final int COLUMN = 22;
  private static final int WIDTH = 96;

  /** What somebody needs who has not run Meltwatch before. */
  private static final List<String> FIRST =
      List.of("challenger", "stack", "grid", "output", "replay");

  /** Descriptions by name, under their headings. */
  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

  private Help(Sources sources) {
    Arguments.CONCERNS.forEach((title, options) -> add(title, options));
    for (SourceFactory source : sources.all()) {
      String title = "%s (--source=%s)".formatted(source.title(), source.name());
      source.options().forEach(options -> add(title, options));
      source
          .plainOptions()
          .forEach(option -> section(title).put(option.name(), option.description()));
    }
  }

  private void add(String title, Class<? extends PipelineOptions> options) {
    for (Method getter : Declarations.of(options)) {
      String text = getter.getAnnotation(Description.class).value() + fallback(getter);
      section(title).put(Declarations.name(getter), text);
    }
  }

  private Map<String, String> section(String title) {
    return sections.computeIfAbsent(title, any -> new TreeMap<>());
  }

  static void print(PrintStream out, RunnerProfile profile) {
    out.printf(
        "Meltwatch monitors a metal 3-D print while it is printed, here on %s.%n",
        profile.engine());
    out.printf("Options are given as --name=value. To begin with:%n");
    Help help = new Help(Sources.found());
    for (String name : FIRST) {
      help.sections.values().stream()
          .filter(section -> section.containsKey(name))
          .forEach(section -> print(out, name, section.get(name)));
    }
    help.sections.forEach((title, section) -> print(out, title, section));
    out.printf("%nThe engine's own options may be given too; here they begin with%n");
    profile.defaults().forEach(option -> out.printf("  %s%n", option));
    out.println();
    out.printf("Exit codes: 0 every tile that came in has its result; 1 the run failed;%n");
    out.printf(
        "2 something is to be put right first; 3 the run ended, but tiles have no result;%n");
    out.printf("4 a defect was given the level of --stopOn, or a higher one;%n");
    out.printf("130, 143, 129 it was told to stop: by Ctrl-C, SIGTERM, SIGHUP.%n");
  }

  private static void print(PrintStream out, String title, Map<String, String> section) {
    out.printf("%n%s%n", title);
    section.forEach(
        (name, text) -> {
          if (!FIRST.contains(name)) {
            print(out, name, text);
          }
        });
  }

  private static void print(PrintStream out, String name, String text) {
    List<String> lines = wrapped(text);
    out.printf("  %-" + COLUMN + "s%s%n", "--" + name, lines.get(0));
    lines.stream().skip(1).forEach(line -> out.printf("  %s%s%n", " ".repeat(COLUMN), line));
  }

  private static String fallback(Method getter) {
    for (Annotation annotation : getter.getAnnotations()) {
      if (annotation instanceof Default.String value) {
        return " Default: %s.".formatted(value.value());
      } else if (annotation instanceof Default.Integer value) {
        return String.format(Locale.ROOT, " Default: %d.", value.value());
      } else if (annotation instanceof Default.Boolean value) {
        return " Default: %s.".formatted(value.value());
      }
    }
    return "";
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH - COLUMN && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
