package org.meltwatch.challenger.faults;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes wrong how often, and the seed that decides when. What is drawn for a tile depends on
 * nothing but the seed and the tile.
 *
 * @param rates the probability of each kind, by kind; 0 where it is not named
 * @param amounts the seconds of {@code stall} and {@code gone}, the places of {@code shuffle}
 * @param seed what is drawn
 */
public record FaultRates(Map<Kind, Double> rates, Map<Kind, Double> amounts, long seed) {

  /** What can go wrong by chance. */
  public enum Kind {
    /** The call is answered 500 or 503 and not carried out. */
    ERROR(Scope.CALL, 0),
    /** The call is carried out, and the connection reset instead of the answer. */
    RESET(Scope.CALL, 0),
    /** The call is carried out at once and answered so many seconds later. */
    STALL(Scope.CALL, 150),
    /** The call is carried out, and the answer breaks off in the middle. */
    HALF(Scope.CALL, 0),
    /** The batch is half as long as it should be, and so is its declared length. */
    LENGTH(Scope.CALL, 0),
    /** The answer calls itself a web page. */
    TYPE(Scope.CALL, 0),
    /** The call is not answered, and nobody can connect for so many seconds. */
    GONE(Scope.CALL, 10),
    /** The tile is never handed out; its number is left out. */
    DROP(Scope.TILE, 0),
    /** The tile is handed out a second time under the next number. */
    REPEAT(Scope.TILE, 0),
    /** The tile's image file is noise. */
    CORRUPT(Scope.TILE, 0),
    /** The tile's image file is cut off. */
    TRUNCATE(Scope.TILE, 0),
    /** Tiles are handed out up to so many places from where their numbers belong. */
    SHUFFLE(Scope.TILE, 5);

    private enum Scope {
      CALL,
      TILE
    }

    private final Scope scope;
    private final double amount;

    Kind(Scope scope, double amount) {
      this.scope = scope;
      this.amount = amount;
    }

    /** True if it befalls a call, false if a tile. */
    boolean isOfCalls() {
      return scope == Scope.CALL;
    }

    /** True if the call is not carried out. */
    boolean isBefore() {
      return this == ERROR || this == GONE;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Nothing goes wrong. */
  public static final FaultRates NONE = new FaultRates(Map.of(), Map.of(), 0);

  private static final Pattern FORM =
      Pattern.compile("([a-z]+):(\\d{1,6}(?:\\.\\d{1,9})?)(?::(\\d{1,6}(?:\\.\\d{1,3})?))?");

  public FaultRates {
    rates = Map.copyOf(rates);
    amounts = Map.copyOf(amounts);
    rates.forEach((kind, rate) -> requireRate(kind.text(), rate));
    requireRate(
        "all faults of calls",
        rates.entrySet().stream()
            .filter(rate -> rate.getKey().isOfCalls())
            .mapToDouble(Map.Entry::getValue)
            .sum());
  }

  private static void requireRate(String what, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "faults: the rate of %s (%s) must be in [0, 1]".formatted(what, rate));
    }
  }

  /**
   * Reads text such as {@code error:0.02,stall:0.005:30,shuffle:1:5}: kinds with their rates, and
   * for some how much of it.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static FaultRates parse(String text, long seed) {
    Map<Kind, Double> rates = new EnumMap<>(Kind.class);
    Map<Kind, Double> amounts = new EnumMap<>(Kind.class);
    for (String part : text.split(",", -1)) {
      Matcher fault = FORM.matcher(part.strip());
      if (!fault.matches()) {
        throw new IllegalArgumentException(
            "faults (%s) must be KIND:RATE or KIND:RATE:AMOUNT, such as error:0.02 or stall:0.01:30"
                .formatted(part));
      }
      Kind kind = kind(requireNonNull(fault.group(1)));
      if (rates.put(kind, Double.valueOf(requireNonNull(fault.group(2)))) != null) {
        throw new IllegalArgumentException(
            "faults (%s) must name each kind once".formatted(kind.text()));
      }
      if (fault.group(3) != null) {
        amounts.put(kind, amount(kind, fault.group(3)));
      }
    }
    return new FaultRates(rates, amounts, seed);
  }

  private static Kind kind(String name) {
    return Stream.of(Kind.values())
        .filter(kind -> kind.text().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "faults (%s) must be one of %s"
                        .formatted(
                            name,
                            Stream.of(Kind.values())
                                .map(Kind::text)
                                .collect(Collectors.joining(", ")))));
  }

  private static double amount(Kind kind, String text) {
    double amount = Double.parseDouble(text);
    if (kind.amount == 0 || amount > 3600) {
      throw new IllegalArgumentException(
          kind.amount == 0
              ? "faults (%s) must not have an amount".formatted(kind.text())
              : "faults: the amount of %s (%s) must be at most 3600".formatted(kind.text(), text));
    }
    return amount;
  }

  boolean isNone() {
    return rates.values().stream().allMatch(rate -> rate == 0);
  }

  double rate(Kind kind) {
    return rates.getOrDefault(kind, 0.0);
  }

  double amount(Kind kind) {
    return amounts.getOrDefault(kind, kind.amount);
  }
}
