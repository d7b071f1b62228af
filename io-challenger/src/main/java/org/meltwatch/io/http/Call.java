package org.meltwatch.io.http;

import java.net.URI;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.meltwatch.foreign.Foreign;

/**
 * A call to the challenger.
 *
 * @param method GET or POST
 * @param path its path, from {@code /api} on
 * @param body what it sends, or null; owned by this call
 * @param contentType the type of what it sends
 * @param repeatable true if sending it again is harmless, even if the first was carried out
 * @param secret what must not be named in any message, or null
 * @param position what the call's answer is for, see {@link #at}, or null
 */
record Call(
    String method,
    String path,
    byte @Nullable [] body,
    String contentType,
    boolean repeatable,
    @Nullable String secret,
    @Nullable String position) {

  private static final int SHOWN = 300;

  /** Names a position; in an answer it says that asking again for it gives the same again. */
  static final String POSITION = "Meltwatch-Position";

  static Call get(String path) {
    return new Call("GET", path, null, "", true, null, null);
  }

  static Call post(String path) {
    return new Call("POST", path, null, "", true, null, null);
  }

  static Call post(String path, byte[] body, String contentType) {
    return new Call("POST", path, body, contentType, true, null, null);
  }

  Call once() {
    return new Call(method, path, body, contentType, false, secret, position);
  }

  Call withSecret(String newSecret) {
    return new Call(method, path, body, contentType, repeatable, newSecret, position);
  }

  /**
   * The same call, saying which request of which lane this is. A challenger that remembers gives
   * one position the same answer however often it is asked; others take no notice.
   */
  Call at(int lane, int lanes, long number) {
    return new Call(
        method,
        path,
        body,
        contentType,
        repeatable,
        secret,
        String.format(Locale.ROOT, "%d/%d/%d", lane, lanes, number));
  }

  HttpUriRequestBase request(URI challenger) {
    HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(challenger + path));
    if (body != null) {
      request.setEntity(new ByteArrayEntity(body, ContentType.parse(contentType)));
    }
    if (position != null) {
      request.setHeader(POSITION, position);
    }
    return request;
  }

  /** Text that a server sent, fit for a message: one line, not long, without the secret. */
  String presentable(String text) {
    String shown = secret == null || secret.isEmpty() ? text : text.replace(secret, "***");
    return Foreign.shown(Secrets.masked(shown), SHOWN);
  }

  @Override
  public String toString() {
    return method + " " + Foreign.shown(Secrets.masked(path), SHOWN);
  }
}
