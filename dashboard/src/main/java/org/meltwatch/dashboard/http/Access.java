package org.meltwatch.dashboard.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the dashboard serves, and whom.
 *
 * @param host the address to bind
 * @param port the port to bind, 0 for any free one
 * @param names under which it may be asked for, besides its address and {@code localhost}
 * @param token what reading takes, or null if every request may read
 */
public record Access(String host, int port, List<String> names, @Nullable String token) {

  static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "::1", "localhost");

  /** Any free port of the loopback address. */
  public static final Access LOOPBACK = new Access("127.0.0.1", 0, List.of(), null);

  /** The fewest characters of a token. */
  public static final int SHORTEST_TOKEN = 16;

  public Access {
    requireNonNull(host, "host");
    names = List.copyOf(names);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "port (%d) must be in [0, 65535]", port));
    }
    if (token != null && token.length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "token (%d characters) must have at least %d",
              token.length(),
              SHORTEST_TOKEN));
    }
    if (token == null && !LOOPBACK_NAMES.contains(Gate.plain(host))) {
      throw new IllegalArgumentException(
          "bind (%s) is open to other machines and needs a token".formatted(host));
    }
  }

  /** The same on another port. */
  public Access at(int newPort) {
    return new Access(host, newPort, names, token);
  }

  /** True if no other machine gets here. */
  public boolean isLoopback() {
    return LOOPBACK_NAMES.contains(Gate.plain(host));
  }

  /** Without the token, which is a secret. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Access[%s:%d, %s]", host, port, names);
  }
}
