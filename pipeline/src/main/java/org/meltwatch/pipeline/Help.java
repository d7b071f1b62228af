package org.meltwatch.pipeline;

import java.io.PrintStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What {@code --help} prints: Meltwatch's own options, from their declarations. */
final class Help {

  private static final int COLUMN = 22;
  private static final int WIDTH = 96;

  private Help() {}

  static void print(PrintStream out, RunnerProfile profile) {
    out.printf(
        "Meltwatch monitors a metal 3-D print while it is printed, here on %s.%n",
        profile.engine());
    out.printf("%nOptions, as --name=value:%n");
    Arrays.stream(MonitorOptions.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Description.class))
        .sorted(Comparator.comparing(Arguments::optionName))
        .forEach(getter -> print(out, getter));
    out.printf("%nThe engine's own options may be given too; here they begin with%n");
    profile.defaults().forEach(option -> out.printf("  %s%n", option));
    out.println();
    out.printf("Exit codes: 0 every tile that came in has its result; 1 the run failed;%n");
    out.printf(
        "2 something is to be put right first; 3 the run ended, but tiles have no result.%n");
  }

  private static void print(PrintStream out, Method getter) {
    List<String> lines =
        wrapped(getter.getAnnotation(Description.class).value() + fallback(getter));
    out.printf("  %-" + COLUMN + "s%s%n", "--" + Arguments.optionName(getter), lines.get(0));
    lines.stream().skip(1).forEach(line -> out.printf("  %s%s%n", " ".repeat(COLUMN), line));
  }

  private static String fallback(Method getter) {
    for (Annotation annotation : getter.getAnnotations()) {
      if (annotation instanceof Default.String value) {
        return " Default: %s.".formatted(value.value());
      } else if (annotation instanceof Default.Integer value) {
        return " Default: %d.".formatted(value.value());
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
