package org.meltwatch.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds every Markdown file of the repository to what CONTRIBUTING.md asks of documents. */
class DocumentsTest {

  private static final int MAX_WORDS = 22;
  private static final int MAX_LINE = 120;

  private static final Pattern MAKE = Pattern.compile("(?<![\\w.-])make ([a-z][a-z-]*)");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--([a-z][a-zA-Z-]*)");

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Options of programs that are not ours, and of Beam's runners, which the documents name. */
  private static final Set<String> FOREIGN =
      Set.of(
          "checkpointingInterval",
          "class",
          "conf",
          "deploy-mode",
          "fasterCopy",
          "flinkMaster",
          "master",
          "maxBundleSize",
          "maxBundleTimeMills",
          "objectReuse",
          "parallelism",
          "profile",
          "savepointPath",
          "set");

  private static Repository repository;

  @BeforeAll
  static void readEverything() throws IOException {
    repository = Repository.read();
  }

  @Test
  void sentence_inAnyDocument_hasAtMostTwentyTwoWords() {
    assertNone(
        document ->
            document.sentences().stream()
                .filter(sentence -> Document.words(sentence) > MAX_WORDS)
                .map(sentence -> Document.words(sentence) + " words: " + sentence));
  }

  @Test
  void line_outsideTables_hasAtMostHundredTwentyCharacters() {
    assertNone(
        document ->
            document.lines().stream()
                .filter(line -> line.length() > MAX_LINE && !line.startsWith("|"))
                .map(line -> line.length() + " characters: " + line));
  }

  @Test
  void link_toAFile_leadsSomewhere() {
    assertNone(
        document ->
            document.links().stream()
                .filter(link -> !link.matches("[a-z]+:.*") && !leadsSomewhere(document, link))
                .map(link -> "leads nowhere: " + link));
  }

  @Test
  void target_namedInADocument_isInTheMakefile() {
    assertNone(
        document ->
            document.code().stream()
                .flatMap(code -> Repository.all(MAKE, code).stream())
                .filter(target -> !repository.targets().contains(target))
                .map(target -> "no such target: make " + target));
  }

  @Test
  void option_namedInADocument_isOneThatSomethingHas() {
    assertNone(
        document ->
            document.code().stream()
                .flatMap(code -> Repository.all(OPTION, code).stream())
                .filter(option -> !repository.options().contains(option))
                .filter(option -> !FOREIGN.contains(option))
                .map(option -> "no such option: --" + option));
  }

  /** What can go wrong is tried: each row of these tables names tests, or chaos cases. */
  @Test
  void row_ofWhatCanGoWrong_isHeldByTestsThatThereAre() {
    assertNone(
        document ->
            named(document).equals("docs/failures.md")
                ? document.rows().stream()
                    .flatMap(
                        row ->
                            problems(row.get(row.size() - 1)).map(row.get(0).concat(": ")::concat))
                : Stream.of());
  }

  private static Stream<String> problems(String heldBy) {
    Set<String> names = Repository.all(CODE, heldBy);
    return names.isEmpty()
        ? Stream.of("is held by no test")
        : names.stream().filter(name -> !isTried(name)).map(name -> "no such test: " + name);
  }

  private static boolean isTried(String name) {
    return repository.tests().contains(name)
        || (name.matches("(direct|flink|spark)-.*")
            && repository.chaosCases().contains(name.replaceFirst("[a-z]+-", "")));
  }

  private static void assertNone(Function<Document, Stream<String>> faults) {
    String found =
        repository.documents().stream()
            .flatMap(
                document -> faults.apply(document).map(fault -> named(document) + ": " + fault))
            .distinct()
            .collect(Collectors.joining("\n"));
    assertEquals("", found);
  }

  private static String named(Document document) {
    return repository.root().relativize(document.file()).toString();
  }

  private static boolean leadsSomewhere(Document from, String link) {
    String[] parts = link.split("#", 2);
    var file = parts[0].isEmpty() ? from.file() : from.file().resolveSibling(parts[0]).normalize();
    if (parts.length == 1) {
      return Files.exists(file);
    }
    return repository.documents().stream()
        .filter(document -> document.file().equals(file))
        .anyMatch(document -> document.anchors().contains(parts[1]));
  }
}
