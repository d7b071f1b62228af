package org.meltwatch.measure.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of a report.
 *
 * @param caption what it shows
 * @param header the columns' names
 * @param rows their values, as many as columns
 */
record Table(String caption, List<String> header, List<List<String>> rows) {

  Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "row (%s) must have %d values", row, header.size()));
      }
    }
  }

  /** Collects rows. */
  static final class Builder {

    private final String caption;
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    Builder(String caption, String... header) {
      this.caption = caption;
      this.header = List.of(header);
    }

    void row(String... values) {
      rows.add(List.of(values));
    }

    Table build() {
      return new Table(caption, header, rows);
    }
  }
}
