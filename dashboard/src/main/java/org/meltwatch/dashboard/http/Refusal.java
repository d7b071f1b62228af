package org.meltwatch.dashboard.http;

/** A request that gets an error status and one sentence instead of what it asked for. */
public final class Refusal extends RuntimeException {

  private final int status;

  private Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** It cannot be understood. */
  public static Refusal malformed(String message) {
    return new Refusal(400, message);
  }

  /** Nobody knows who asks. */
  public static Refusal unknown(String message) {
    return new Refusal(401, message);
  }

  /** It comes from somebody who may not ask for this. */
  public static Refusal forbidden(String message) {
    return new Refusal(403, message);
  }

  /** There is no such thing. */
  public static Refusal notFound(String message) {
    return new Refusal(404, message);
  }

  /** There is such a thing, but not what the answer takes. */
  public static Refusal conflict(String message) {
    return new Refusal(409, message);
  }

  /** It asks for more than is given at once. */
  public static Refusal tooLarge(String message) {
    return new Refusal(413, message);
  }

  /** It asks for a name that is not this server's. */
  public static Refusal misdirected(String message) {
    return new Refusal(421, message);
  }

  /** Others have all there is. */
  public static Refusal busy(String message) {
    return new Refusal(503, message);
  }

  int status() {
    return status;
  }
}
