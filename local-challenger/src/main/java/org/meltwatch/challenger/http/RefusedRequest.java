package org.meltwatch.challenger.http;

/** A request that gets an error status and one line of text instead of what it asked for. */
public final class RefusedRequest extends RuntimeException {

  private final int status;

  private RefusedRequest(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  public static RefusedRequest malformed(String message) {
    return new RefusedRequest(400, message);
  }

  public static RefusedRequest notFound(String message) {
    return new RefusedRequest(404, message);
  }

  /** The bench is not in the state that the call needs. */
  public static RefusedRequest wrongState(String message) {
    return new RefusedRequest(412, message);
  }

  /** It comes from somebody who may not ask for this. */
  public static RefusedRequest forbidden(String message) {
    return new RefusedRequest(403, message);
  }

  /** It asks for a name that is not this server's. */
  public static RefusedRequest misdirected(String message) {
    return new RefusedRequest(421, message);
  }

  public static RefusedRequest wrongType(String message) {
    return new RefusedRequest(415, message);
  }

  public static RefusedRequest tooSlow(String message) {
    return new RefusedRequest(408, message);
  }

  public static RefusedRequest tooLarge(String message) {
    return new RefusedRequest(413, message);
  }

  /** What it asks for cannot be made, however often it asks. */
  public static RefusedRequest unusable(String message) {
    return new RefusedRequest(422, message);
  }

  public static RefusedRequest tooMany(String message) {
    return new RefusedRequest(503, message);
  }

  int status() {
    return status;
  }
}
