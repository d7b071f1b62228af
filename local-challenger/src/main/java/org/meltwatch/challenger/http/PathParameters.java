package org.meltwatch.challenger.http;

/** Reads the parts of a request's path that are numbers. */
public final class PathParameters {

  private PathParameters() {}

  /** The number of a query. */
  public static int query(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw RefusedRequest.malformed("query must be a whole number");
    }
    return Integer.parseInt(text);
  }

  /** The number of a batch. */
  public static long batchId(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw RefusedRequest.malformed("batch_id must be a whole number");
    }
    return Long.parseLong(text);
  }
}
