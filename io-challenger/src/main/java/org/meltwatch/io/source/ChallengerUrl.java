package org.meltwatch.io.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.meltwatch.options.UsageException;

/** The address that a user gives of a challenger. */
public final class ChallengerUrl {

  private static final int MOST_PORT = 65_535;

  private ChallengerUrl() {}

  /**
   * Reads an address.
   *
   * @throws UsageException if it is none, or holds what a challenger's address has no use for; what
   *     may be a password is not repeated
   */
  public static URI parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--challenger must be a URL such as http://127.0.0.1:8866: %s at character %d",
              e.getReason(),
              e.getIndex() + 1),
          e);
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new UsageException(
          "--challenger must be a URL without user, query and fragment, such as"
              + " http://127.0.0.1:8866: a token goes into --apiTokenFile or MELTWATCH_API_TOKEN");
    }
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      throw new UsageException(
          "--challenger (%s) must be a URL such as http://127.0.0.1:8866".formatted(url));
    }
    if (uri.getPort() == 0 || uri.getPort() > MOST_PORT) {
      throw new UsageException(
          String.format(
              Locale.ROOT, "--challenger (%s) must have a port in [1, %d]", url, MOST_PORT));
    }
    return uri;
  }
}
