package org.meltwatch.prints.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the number of the layer in names that nobody described: the one run of digits that differs
 * between the files. Where there are two, or none, it asks.
 */
public final class AutoNames {

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private AutoNames() {}

  /**
   * The pattern of these names.
   *
   * @param paths the files' paths within their folder, with slashes; at least one
   * @throws IllegalArgumentException with a question and the options that would answer it
   */
  public static NamePattern find(Collection<String> paths) {
    if (paths.stream().allMatch(path -> NamePattern.EOS.read(path) != null)) {
      return NamePattern.EOS;
    }
    List<String> names =
        paths.stream().map(path -> path.substring(path.lastIndexOf('/') + 1)).toList();
    NamePattern found = pattern(names);
    if (found == null && paths.stream().anyMatch(path -> path.contains("/"))) {
      found = pattern(paths);
    }
    if (found == null && paths.size() == 1) {
      return only(names.get(0));
    }
    if (found == null) {
      throw new IllegalArgumentException(
          "no number differs between the files, such as %s and %s: which is the first layer?"
                  .formatted(first(paths), last(paths))
              + " --layerName=REGEX with a group (?<layer>\\d+) says where the number is");
    }
    return found;
  }

  /**
   * The pattern of the files of a print that has only begun; null if there are too few to tell.
   *
   * @throws IllegalArgumentException as {@link #find}
   */
  public static @Nullable NamePattern begin(Collection<String> paths) {
    boolean eos = paths.stream().allMatch(path -> NamePattern.EOS.read(path) != null);
    boolean oneNumber =
        paths.stream()
            .allMatch(path -> runs(path.substring(path.lastIndexOf('/') + 1)).size() == 1);
    return paths.isEmpty() || (paths.size() == 1 && !eos && !oneNumber) ? null : find(paths);
  }

  /** Null if the names do not differ in any number. */
  private static @Nullable NamePattern pattern(Collection<String> names) {
    Map<String, String> skeletons = new LinkedHashMap<>();
    List<List<String>> runs = new ArrayList<>();
    for (String name : names) {
      String stem = NamePattern.stem(name);
      skeletons.putIfAbsent(DIGITS.matcher(stem).replaceAll("#"), stem);
      runs.add(runs(stem));
    }
    if (skeletons.size() > 1) {
      throw new IllegalArgumentException(differentNames(skeletons));
    }
    List<Integer> differing = new ArrayList<>();
    for (int place = 0; place < runs.get(0).size(); place++) {
      TreeSet<String> values = new TreeSet<>();
      for (List<String> run : runs) {
        values.add(run.get(place));
      }
      if (values.size() > 1) {
        differing.add(place);
      }
    }
    String example = skeletons.values().iterator().next();
    if (differing.size() > 1) {
      throw new IllegalArgumentException(
          "%s numbers differ between the files, such as %s: which is the layer's? %s"
              .formatted(differing.size(), example, suggestions(example, differing)));
    }
    return differing.isEmpty() ? null : NamePattern.parse(regex(example, differing.get(0)));
  }

  private static String differentNames(Map<String, String> skeletons) {
    List<String> examples = List.copyOf(skeletons.values());
    int runs = runs(examples.get(0)).size();
    if (runs == 0) {
      return "files are named in %s ways, such as %s and %s, and the first has no number of digits 0 to 9:"
              .formatted(skeletons.size(), examples.get(0), examples.get(1))
          + " which are the layers? --layerName=REGEX with a group (?<layer>\\d+) says where the"
          + " number is; files without one must be renamed";
    }
    return String.format(
        Locale.ROOT,
        "files are named in %d ways, such as %s and %s: which are the layers?"
            + " --layerName='%s' takes the first of them",
        skeletons.size(),
        examples.get(0),
        examples.get(1),
        regex(examples.get(0), runs - 1));
  }

  private static String suggestions(String example, List<Integer> differing) {
    List<String> options = new ArrayList<>();
    differing.forEach(place -> options.add("--layerName='" + regex(example, place) + "'"));
    return String.join(" or ", options);
  }

  /** Of one file no number differs; its last is as good as any. */
  private static NamePattern only(String name) {
    String stem = NamePattern.stem(name);
    int runs = runs(stem).size();
    return runs == 0 ? NamePattern.ONLY : NamePattern.parse(regex(stem, runs - 1));
  }

  /** A pattern for names like this one, whose number at that place is the layer's. */
  private static String regex(String stem, int layer) {
    StringBuilder regex = new StringBuilder();
    Matcher matcher = DIGITS.matcher(stem);
    int from = 0;
    for (int place = 0; matcher.find(); place++) {
      regex.append(literal(stem.substring(from, matcher.start())));
      regex.append(place == layer ? "(?<layer>\\d+)" : "\\d+");
      from = matcher.end();
    }
    return regex.append(literal(stem.substring(from))).toString();
  }

  private static String literal(String text) {
    return text.replaceAll("[\\\\.\\[\\]{}()<>*+\\-=!?^$|#&~]", "\\\\$0");
  }

  private static List<String> runs(String name) {
    return DIGITS.matcher(name).results().map(MatchResult::group).toList();
  }

  private static String first(Collection<String> paths) {
    return new TreeSet<>(paths).first();
  }

  private static String last(Collection<String> paths) {
    return new TreeSet<>(paths).last();
  }
}
