package org.meltwatch.measure.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The part of a Markdown file that is made from a results file, between two marks. */
public final class GeneratedSection {

  static final String BEGIN = "<!-- generated from a results.json by make bench: begin -->";
  static final String END = "<!-- generated: end -->";

  private GeneratedSection() {}

  /** Replaces what is between the marks. */
  public static void replace(Path file, List<Section> sections) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), sections));
  }

  static String replaced(String text, List<Section> sections) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "docs must have the lines %s and %s".formatted(BEGIN, END));
    }
    StringBuilder markdown = new StringBuilder(text.substring(0, begin)).append(BEGIN);
    sections.forEach(section -> append(markdown, section));
    return markdown.append('\n').append(text.substring(end)).toString();
  }

  private static void append(StringBuilder text, Section section) {
    text.append("\n\n## ").append(section.title());
    section.paragraphs().forEach(paragraph -> text.append("\n\n").append(paragraph));
    section.tables().forEach(table -> append(text, table));
  }

  private static void append(StringBuilder text, Table table) {
    text.append("\n\n").append(table.caption()).append("\n\n");
    append(text, table.header());
    text.append("|---".repeat(table.header().size())).append("|\n");
    table.rows().forEach(row -> append(text, row));
    text.setLength(text.length() - 1);
  }

  private static void append(StringBuilder text, List<String> row) {
    row.forEach(value -> text.append("| ").append(value.replace("|", "\\|")).append(' '));
    text.append("|\n");
  }
}
