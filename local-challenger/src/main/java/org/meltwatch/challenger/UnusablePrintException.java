package org.meltwatch.challenger;

/** A print that cannot be handed out; the message is one line that says which file and why. */
public final class UnusablePrintException extends RuntimeException {

  UnusablePrintException(String message) {
    super(message);
  }

  UnusablePrintException(String message, Throwable cause) {
    super(message, cause);
  }
}
