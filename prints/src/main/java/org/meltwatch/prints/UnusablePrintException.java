package org.meltwatch.prints;

/** A print that cannot be handed out; the message is one line that says which file and why. */
public class UnusablePrintException extends RuntimeException {

  public UnusablePrintException(String message) {
    super(message);
  }

  public UnusablePrintException(String message, Throwable cause) {
    super(message, cause);
  }
}
