package org.meltwatch.challenger.pages;

import java.util.List;

/**
 * What the dashboard's first page shows.
 *
 * @param prints what is handed out
 * @param benches the newest first
 * @param running whether any bench is still running, so that the page renews itself
 */
record BenchList(List<PrintRow> prints, List<BenchRow> benches, boolean running) {

  /** A print in a few words. */
  record PrintRow(String id, int layers, String grid, int batches) {}

  boolean empty() {
    return benches.isEmpty();
  }
}
