package org.meltwatch.chaos.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Accounts for dead letters that have no batch id: each record that is no batch has one that says
 * where it is, and so has each record that retention removed.
 *
 * @param reasons why they were refused
 */
record Strays(List<String> reasons) {

  private static final String REMOVED = "retention has removed it";

  /**
   * What is wrong with them.
   *
   * @param lost how many tiles have no answer
   */
  List<String> problems(Damage damage, int lost) {
    List<String> problems = new ArrayList<>();
    for (String place : damage.poisoned()) {
      long letters = reasons.stream().filter(reason -> reason.contains(place)).count();
      if (letters != 1) {
        problems.add(
            String.format(Locale.ROOT, "%d dead letters of the record at %s", letters, place));
      }
    }
    long removed = reasons.stream().filter(reason -> reason.contains(REMOVED)).count();
    if (removed > 0 && removed != lost) {
      problems.add(
          String.format(
              Locale.ROOT, "%d dead letters of removed records, and %d tiles lost", removed, lost));
    }
    return problems;
  }
}
