package org.meltwatch.io.http;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.foreign.Foreign;

/** A call that the challenger refused, or that did not get through to it. Never names a token. */
public final class ChallengerException extends IOException {

  private static final int NONE = 0;
  private static final int SHOWN = 300;

  private final int status;

  private ChallengerException(String message, int status, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The challenger's refusal of {@code call}: its status, what that stands for, and its text. */
  static ChallengerException refused(String call, int status, String text) {
    String said = text.isBlank() ? "without a text" : "with: " + text;
    return new ChallengerException(
        String.format(
            Locale.ROOT, "%s was answered %d (%s) %s", call, status, meaning(status), said),
        status,
        null);
  }

  /** A call without a usable answer. */
  static ChallengerException unanswered(String call, Throwable cause) {
    // What is wrong with a header is told by repeating it.
    String why = Foreign.shown(Secrets.masked(cause.toString()), SHOWN);
    return new ChallengerException("%s got no answer: %s".formatted(call, why), NONE, cause);
  }

  /** The same refusal, with how often it was tried. */
  ChallengerException after(int attempts) {
    return new ChallengerException(
        String.format(Locale.ROOT, "%s (attempt %d, the last)", getMessage(), attempts),
        status,
        getCause());
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  private static String meaning(int status) {
    return switch (status) {
      case 400 -> "the challenger cannot read the call";
      case 403 -> "bad API token";
      case 404 -> "no such bench or batch";
      case 412 -> "the bench has not been started or has ended";
      case 429 -> "too many calls";
      default -> status >= 500 ? "an error inside the challenger" : "an answer out of protocol";
    };
  }
}
