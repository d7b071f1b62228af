package org.meltwatch.dashboard.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who may read. A page from elsewhere can have a name of its own lead to this machine (DNS
 * rebinding), so requests must ask for a name that the dashboard has; and such a page says where it
 * comes from, so a foreign {@code Origin} is refused. Where there is a token, it must be given, as
 * {@code Authorization: Bearer} or in the cookie that {@code ?token=} sets.
 */
public final class Gate {

  /** The cookie that holds the token. */
  static final String COOKIE = "meltwatch_token";

  private static final String BEARER = "Bearer ";

  private final Access access;
  private final Set<String> names = new TreeSet<>();

  public Gate(Access access) {
    this.access = access;
    names.add("localhost");
    names.add(plain(access.host()));
    if (access.isLoopback()) {
      names.addAll(Access.LOOPBACK_NAMES);
    }
    access.names().forEach(name -> names.add(plain(name)));
  }

  /**
   * Lets a request in.
   *
   * @throws Refusal with status 421, 403 or 401 if it may not
   */
  void check(Request request) {
    checkPlace(request);
    if (access.token() != null && !isToken(bearer(request)) && !isToken(cookie(request))) {
      throw Refusal.unknown("a token is needed: open the address that ends in ?token=");
    }
  }

  /**
   * Keeps out requests that come from elsewhere, whatever token they have.
   *
   * @throws Refusal with status 421 or 403
   */
  void checkPlace(Request request) {
    String name = plain(Request.getServerName(request));
    if (!names.contains(name) && (access.isLoopback() || !isAddress(name))) {
      throw Refusal.misdirected("this dashboard is not called by that name");
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null && !isSame(origin, name, Request.getServerPort(request))) {
      throw Refusal.forbidden("requests of pages from elsewhere are refused");
    }
  }

  /** True if that is the token; false if there is none. */
  boolean isToken(@Nullable String given) {
    String token = access.token();
    return token != null
        && given != null
        && MessageDigest.isEqual(token.getBytes(UTF_8), given.getBytes(UTF_8));
  }

  /**
   * Lets a request change something: one that says that it comes from a page of this server, or
   * that no page could have made.
   *
   * @throws Refusal with status 403 if it may come from elsewhere
   */
  static void checkOwnPage(Request request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    boolean own = site == null || site.equals("same-origin") || site.equals("none");
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    // A form of another site cannot send JSON, and a script of one has to ask first.
    if (!own || type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw Refusal.forbidden("only JSON of this dashboard's own page is taken");
    }
  }

  private static @Nullable String bearer(Request request) {
    String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return given != null && given.startsWith(BEARER) ? given.substring(BEARER.length()) : null;
  }

  private static @Nullable String cookie(Request request) {
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(COOKIE)) {
        return cookie.getValue();
      }
    }
    return null;
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

  static String plain(@Nullable String host) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    name = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
