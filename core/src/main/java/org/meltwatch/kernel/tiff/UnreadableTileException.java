package org.meltwatch.kernel.tiff;

/**
 * A file that is not a tile. The message names the value, the rule that it breaks and, where there
 * is one, the offset from the start of the file.
 */
public final class UnreadableTileException extends Exception {

  public UnreadableTileException(String reason) {
    super(reason);
  }

  public UnreadableTileException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
