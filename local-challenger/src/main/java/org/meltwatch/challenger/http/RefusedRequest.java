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

  static RefusedRequest tooLarge(String message) {
    return new RefusedRequest(413, message);
  }

  public static RefusedRequest tooMany(String message) {
    return new RefusedRequest(503, message);
  }

  int status() {
    return status;
  }
}
