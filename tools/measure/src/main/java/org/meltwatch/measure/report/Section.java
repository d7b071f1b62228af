package org.meltwatch.measure.report;

import java.util.List;

/**
 * A part of a report.
 *
 * @param title its heading
 * @param paragraphs plain text
 * @param plots file names of its pictures
 * @param tables its tables
 */
record Section(String title, List<String> paragraphs, List<String> plots, List<Table> tables) {

  Section {
    paragraphs = List.copyOf(paragraphs);
    plots = List.copyOf(plots);
    tables = List.copyOf(tables);
  }
}
