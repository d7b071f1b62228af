package org.meltwatch.challenger.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a challenger serves, and whom.
 *
 * @param host the address to bind
 * @param port the port to bind, 0 for any free one
 * @param names under which clients may ask for it, besides its address and {@code localhost}
 * @param token what changing the conditions takes, or null if nobody may change them
 * @param bodyTime how long a request's body may take to come in
 */
public record Access(
    String host, int port, List<String> names, @Nullable String token, Duration bodyTime) {

  /** Any free port of the loopback address. */
  public static final Access LOOPBACK =
      new Access("127.0.0.1", 0, List.of(), null, Duration.ofSeconds(20));

  public Access {
    requireNonNull(host, "host");
    requireNonNull(bodyTime, "bodyTime");
    names = List.copyOf(names);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "port (%d) must be in [0, 65535]", port));
    }
  }

  /** The same on another address and port. */
  public Access at(String host, int port) {
    return new Access(host, port, names, token, bodyTime);
  }

  /** The same under further names. */
  public Access called(List<String> names) {
    return new Access(host, port, names, token, bodyTime);
  }

  /** The same for whoever has a token. */
  public Access withToken(@Nullable String token) {
    return new Access(host, port, names, token, bodyTime);
  }

  /** The same with another bound for bodies. */
  public Access withBodyTime(Duration bodyTime) {
    return new Access(host, port, names, token, bodyTime);
  }

  /** Without the token, which is a secret. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "Access[%s:%d, %s, bodies in %s]", host, port, names, bodyTime);
  }
}
