package org.meltwatch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file, without what a program has put between marks: its lines, its prose, its code and
 * its links.
 *
 * <p>Prose is what people read from beginning to end: paragraphs and list items, but neither
 * headings, tables nor code. A sentence ends at a full stop, a question mark or an exclamation mark
 * that a space follows, and at the end of its paragraph or item.
 */
record Document(Path file, List<String> lines) {

  private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
  private static final Pattern NO_PROSE = Pattern.compile("\\s*([|#<].*)?|!\\[.*");
  private static final Pattern ITEM = Pattern.compile("\\s*([-*]|\\d+\\.) .*");
  private static final Pattern LINK = Pattern.compile("!?\\[([^]]*)]\\(([^)\\s]+)\\)");
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`]+`");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])[*_)\"]*\\s+");
  private static final Pattern WORD_CHARACTER = Pattern.compile("[\\p{L}\\p{N}]");

  static Document read(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean generated = false;
    for (String line : Files.readAllLines(file)) {
      boolean mark = line.startsWith("<!-- generated");
      generated = mark ? !line.contains("end -->") : generated;
      lines.add(mark || generated ? "" : line);
    }
    return new Document(file, List.copyOf(lines));
  }

  /** Sentences of the prose; a piece of inline code in them is one word. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String line : withoutCodeBlocks()) {
      boolean prose = !NO_PROSE.matcher(line).matches();
      if (!prose || ITEM.matcher(line).matches()) {
        split(paragraph, sentences);
      }
      if (prose) {
        paragraph.append(line.strip()).append(' ');
      }
    }
    split(paragraph, sentences);
    return sentences;
  }

  private static void split(StringBuilder paragraph, List<String> sentences) {
    String text = INLINE_CODE.matcher(paragraph).replaceAll("code");
    text = LINK.matcher(text).replaceAll("$1");
    SENTENCE_END
        .splitAsStream(text.strip())
        .filter(sentence -> !sentence.isEmpty())
        .forEach(sentences::add);
    paragraph.setLength(0);
  }

  static long words(String sentence) {
    return Stream.of(sentence.split("\\s+"))
        .filter(word -> WORD_CHARACTER.matcher(word).find())
        .count();
  }

  /** The cells of all tables' rows, without the headers. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    boolean head = true;
    for (String line : lines) {
      if (!line.startsWith("|")) {
        head = true;
      } else if (line.startsWith("|--")) {
        head = false;
      } else if (!head) {
        rows.add(Stream.of(line.substring(1).split("\\|")).map(String::strip).toList());
      }
    }
    return rows;
  }

  /** Where links and images lead. */
  List<String> links() {
    return LINK.matcher(String.join("\n", withoutCodeBlocks()))
        .results()
        .map(link -> link.group(2))
        .toList();
  }

  /** What a link can name behind a hash: the headings, as GitHub names them. */
  List<String> anchors() {
    return withoutCodeBlocks().stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** Code between backticks, and the lines of code blocks. */
  List<String> code() {
    List<String> text = withoutCodeBlocks();
    List<String> code = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).equals(text.get(i))) {
        code.add(lines.get(i));
      }
    }
    Matcher inline = INLINE_CODE.matcher(String.join("\n", text));
    inline.results().map(match -> match.group().replace("`", "")).forEach(code::add);
    return code;
  }

  /** An indented line is code behind an empty line and behind code; else it goes on with a text. */
  private List<String> withoutCodeBlocks() {
    List<String> text = new ArrayList<>();
    boolean fenced = false;
    boolean mayBegin = true;
    for (String line : lines) {
      boolean fence = FENCE.matcher(line).matches();
      fenced ^= fence;
      boolean code = fence || fenced || (mayBegin && line.startsWith("    "));
      mayBegin = code || line.isBlank();
      text.add(code ? "" : line);
    }
    return text;
  }
}
