package org.meltwatch.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the documents are held against: the files of this repository.
 *
 * @param root where the Makefile is
 * @param documents all Markdown files
 * @param targets of the Makefile
 * @param options that main code has a getter for, or names, without their dashes
 * @param tests as {@code Class.method}
 * @param chaosCases what is tried on purpose, without the engine before it
 */
record Repository(
    Path root,
    List<Document> documents,
    Set<String> targets,
    Set<String> options,
    Set<String> tests,
    Set<String> chaosCases) {

  /** Directories that hold no sources, beside hidden ones. */
  private static final Set<String> NO_SOURCES =
      Set.of("target", "results", "bench", "node_modules");

  private static final Pattern TARGET = Pattern.compile("(?m)^([a-z][a-z-]*):");
  private static final Pattern GETTER = Pattern.compile("\\b(?:get|is)([A-Z]\\w*)\\(\\)");
  private static final Pattern NAMED = Pattern.compile("\"--([a-z][a-zA-Z-]*)");

  private static final Pattern TEST = Pattern.compile("\\bvoid (\\w+_\\w+)\\(");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)[:\"]");

  static Repository read() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("Makefile"))) {
      root = root.getParent();
    }
    List<Document> documents = new ArrayList<>();
    Set<String> options = new HashSet<>();
    Set<String> tests = new HashSet<>();
    Set<String> cases = new HashSet<>();
    for (Path file : files(root)) {
      if (file.toString().endsWith(".md")) {
        documents.add(Document.read(file));
      } else if (file.toString().endsWith(".java") && file.toString().contains("/src/main/")) {
        String source = Files.readString(file);
        all(GETTER, source).forEach(name -> options.add(decapitalized(name)));
        options.addAll(all(NAMED, source));
        if (file.endsWith("chaos/Cases.java")) {
          cases.addAll(all(LITERAL, source));
        }
      }
      if (file.toString().matches(".*(Test|IT|Conformance)\\.java")) {
        String name = file.getFileName().toString().replace(".java", ".");
        all(TEST, Files.readString(file)).forEach(method -> tests.add(name + method));
      }
    }
    Set<String> targets = all(TARGET, Files.readString(root.resolve("Makefile")));
    return new Repository(root, List.copyOf(documents), targets, options, tests, cases);
  }

  /** What the pattern's first group matches anywhere in a text. */
  static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new HashSet<>();
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }

  private static String decapitalized(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return dir.equals(root) || mayHoldSources(dir.getFileName().toString())
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean mayHoldSources(String directory) {
    return directory.equals(".github")
        || !(directory.startsWith(".") || NO_SOURCES.contains(directory));
  }
}
