package org.meltwatch.dashboard.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The files of the page, which are part of the program. */
public final class Page implements Routes.Fallback {

  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "app.js", "text/javascript; charset=utf-8",
          "space.js", "text/javascript; charset=utf-8",
          "THIRD-PARTY.txt", "text/plain; charset=utf-8",
          "app.css", "text/css; charset=utf-8");

  /** A path without a dot is a place within the page, which finds it by itself. */
  @Override
  public boolean answer(Exchange exchange, String path) {
    String file = path.contains(".") ? path.substring(1) : "index.html";
    String type = TYPES.get(file);
    if (type == null || path.startsWith("/api/")) {
      return false;
    }
    byte[] bytes = read(file);
    String tag = tag(bytes);
    if (!exchange.isKnown(tag)) {
      exchange.tagged(type, tag, bytes);
    }
    return true;
  }

  private static byte[] read(String file) {
    try (InputStream in = Page.class.getResourceAsStream("/org/meltwatch/dashboard/page/" + file)) {
      return requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
