package org.meltwatch.challenger.bench;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.challenger.faults.FaultRates;
import org.meltwatch.challenger.faults.NetworkDelay;
import org.meltwatch.challenger.faults.TileFaults;
import org.meltwatch.challenger.http.Access;
import org.meltwatch.model.DefectRules;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.files.FolderPrint;
import org.meltwatch.prints.files.WatchedPrint;

/**
 * What a challenger hands out, how fast, where, and what goes wrong.
 *
 * @param prints at least one print, no two of the same name; several are interleaved tile by tile
 * @param access where it serves, and whom
 * @param rate how many tiles a second each bench is handed at the most; 0 for as many as it asks
 * @param faults what goes wrong, in every print
 * @param delay how far away it seems to be
 * @param rates what else goes wrong, by chance
 * @param remembers whether a position that asks again is given the same batch again
 * @param saturatedAbove points above are drawn as saturated
 */
public record Settings(
    List<Print> prints,
    Access access,
    double rate,
    List<Fault> faults,
    NetworkDelay delay,
    FaultRates rates,
    boolean remembers,
    int saturatedAbove) {

  public Settings {
    prints = List.copyOf(prints);
    faults = List.copyOf(faults);
    requireNonNull(access, "access");
    requireNonNull(delay, "delay");
    requireNonNull(rates, "rates");
    if (!(rate >= 0 && rate <= 1_000_000)) {
      throw new IllegalArgumentException("rate (%s) must be in [0, 1000000]".formatted(rate));
    }
    if (saturatedAbove < 0 || saturatedAbove > 65535) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "saturatedAbove (%d) must be in [0, 65535]", saturatedAbove));
    }
    requireDistinct(prints);
    for (Fault fault : faults) {
      requireInside(fault, prints);
    }
  }

  /** Any free port of the loopback address, as fast as asked for, nothing wrong. */
  public static Settings of(Print... prints) {
    return new Settings(
        List.of(prints),
        Access.LOOPBACK,
        0,
        List.of(),
        NetworkDelay.NONE,
        FaultRates.NONE,
        true,
        DefectRules.DEFAULT.saturatedAbove());
  }

  /** The same with another pace. */
  public Settings withRate(double tilesPerSecond) {
    return new Settings(
        prints, access, tilesPerSecond, faults, delay, rates, remembers, saturatedAbove);
  }

  /** The same on a certain port. */
  public Settings withPort(int port) {
    return withAccess(access.at(access.host(), port));
  }

  /** The same elsewhere, or for others. */
  public Settings withAccess(Access access) {
    return new Settings(prints, access, rate, faults, delay, rates, remembers, saturatedAbove);
  }

  /** The same with other faults. */
  public Settings withFaults(Fault... faults) {
    return new Settings(
        prints, access, rate, List.of(faults), delay, rates, remembers, saturatedAbove);
  }

  /** The same, further away. */
  public Settings withDelay(NetworkDelay delay) {
    return new Settings(prints, access, rate, faults, delay, rates, remembers, saturatedAbove);
  }

  /** The same with other faults by chance. */
  public Settings withRates(FaultRates rates) {
    return new Settings(prints, access, rate, faults, delay, rates, remembers, saturatedAbove);
  }

  /** The same, as challengers are that hand out each batch once, whoever asks again. */
  public Settings withoutMemory() {
    return new Settings(prints, access, rate, faults, delay, rates, false, saturatedAbove);
  }

  /** The same, for clients that have another threshold. */
  public Settings withSaturatedAbove(int threshold) {
    return new Settings(prints, access, rate, faults, delay, rates, remembers, threshold);
  }

  /** All that goes wrong with tiles: what was named, and what is drawn for the others. */
  public List<Fault> allFaults() {
    List<Fault> all = new ArrayList<>(faults);
    TileFaults.draw(rates, prints).stream()
        .filter(
            drawn ->
                faults.stream()
                    .noneMatch(
                        named ->
                            named.layer() == drawn.layer() && named.tileId() == drawn.tileId()))
        .forEach(all::add);
    return all;
  }

  /**
   * What is handed out. Layers of a folder are read when they are asked for, those of a print that
   * is made up are encoded first, so that its making is not measured.
   *
   * @throws UnusablePrintException if a layer cannot be read
   */
  public HandOutPlan plan() {
    long mostBytes = Runtime.getRuntime().maxMemory() / 4;
    if (prints.get(0) instanceof WatchedPrint watched) {
      return HandOutPlan.growing(watched, mostBytes);
    }
    return prints.stream().anyMatch(FolderPrint.class::isInstance)
        ? HandOutPlan.whenAsked(prints, allFaults(), rates, mostBytes)
        : HandOutPlan.encode(prints, allFaults(), rates);
  }

  private static void requireDistinct(List<Print> prints) {
    Set<String> names = new HashSet<>();
    for (Print print : prints) {
      if (!names.add(print.id())) {
        throw new IllegalArgumentException(
            "prints must have different names, two are called %s".formatted(print.id()));
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("prints must not be empty");
    }
  }

  private static void requireInside(Fault fault, List<Print> prints) {
    boolean inside =
        prints.stream()
            .anyMatch(
                print -> fault.layer() < print.layers() && fault.tileId() < print.grid().tiles());
    if (!inside) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s (%d:%d) must name a layer and tile of the print",
              fault.kind(),
              fault.layer(),
              fault.tileId()));
    }
  }
}
