package org.meltwatch.io.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.meltwatch.foreign.Foreign;
import org.meltwatch.io.wire.Origin;

/**
 * One run at a challenger.
 *
 * @param challenger the server's address, such as {@code http://localhost:8866}; a trailing slash
 *     or {@code /api} is dropped
 * @param id the name that the challenger gave the bench, at most 256 characters
 */
public record Bench(URI challenger, String id) implements Origin {

  private static final int ID_LIMIT = 256;

  public Bench {
    challenger = normalized(challenger);
    if (id.isBlank() || id.length() > ID_LIMIT) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "bench id (%d characters) must have 1 to %d characters",
              id.length(),
              ID_LIMIT));
    }
  }

  /** Its name as people see it. */
  public String shown() {
    return Foreign.shown(Secrets.masked(id), ID_LIMIT);
  }

  /** The bench's part of a call's path. */
  String pathSegment() {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The address that a bench of this challenger has. */
  public static URI at(URI challenger) {
    return normalized(challenger);
  }

  static URI normalized(URI challenger) {
    requireNonNull(challenger, "challenger");
    String scheme = challenger.getScheme();
    if (!List.of("http", "https").contains(String.valueOf(scheme))
        || challenger.getHost() == null) {
      throw new IllegalArgumentException("challenger must be an http or https address with a host");
    }
    if (challenger.getUserInfo() != null
        || challenger.getQuery() != null
        || challenger.getFragment() != null) {
      throw new IllegalArgumentException(
          "challenger at %s must be an address without user, query and fragment"
              .formatted(challenger.getHost()));
    }
    return URI.create(challenger.toString().replaceFirst("/+$", "").replaceFirst("/api$", ""));
  }

  @Override
  public String described() {
    return "bench " + this;
  }

  @Override
  public String toString() {
    return shown() + " at " + challenger;
  }
}
