package org.meltwatch.challenger.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what a page from elsewhere makes a user's browser send. Such a page can have a name of
 * its own lead to this machine (DNS rebinding), so requests must ask for a name that this
 * challenger has; and it says where it comes from, so a foreign {@code Origin} is refused.
 */
public final class Gate {

  static final String TOKEN_HEADER = "Meltwatch-Token";

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

  private final Access access;
  private final Set<String> names = new TreeSet<>();

  public Gate(Access access) {
    this.access = access;
    names.add("localhost");
    names.add(plain(access.host()));
    if (isLoopback()) {
      names.addAll(LOOPBACK);
    }
    access.names().forEach(name -> names.add(plain(name)));
  }

  /**
   * Lets a request in.
   *
   * @throws RefusedRequest with status 421 or 403 if it comes from elsewhere
   */
  void check(Request request) {
    String name = plain(Request.getServerName(request));
    if (!names.contains(name) && (isLoopback() || !isAddress(name))) {
      throw RefusedRequest.misdirected(
          "this challenger is not called %s; --hostNames=%s makes it so".formatted(name, name));
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null && !isSame(origin, name, Request.getServerPort(request))) {
      throw RefusedRequest.forbidden("requests of pages from elsewhere are refused");
    }
  }

  /**
   * Lets a request change how the challenger serves.
   *
   * @throws RefusedRequest with status 403 if it does not have the token
   */
  public void checkToken(Request request) {
    String given = request.getHeaders().get(TOKEN_HEADER);
    String token = access.token();
    if (token == null
        || given == null
        || !MessageDigest.isEqual(token.getBytes(UTF_8), given.getBytes(UTF_8))) {
      throw RefusedRequest.forbidden(
          "only the run that started this challenger may do so: %s must be its token"
              .formatted(TOKEN_HEADER));
    }
  }

  private boolean isLoopback() {
    return LOOPBACK.contains(plain(access.host()));
  }

  /** An address cannot be rebound; several may lead here if several are bound. */
  private static boolean isAddress(String name) {
    return name.contains(":") || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  private static boolean isSame(String origin, String name, int port) {
    try {
      URI uri = new URI(origin);
      int usual = "https".equals(uri.getScheme()) ? 443 : 80;
      return uri.getHost() != null
          && plain(uri.getHost()).equals(name)
          && (uri.getPort() < 0 ? usual : uri.getPort()) == port;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String plain(@Nullable String host) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    name = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
