package org.meltwatch.options;

/** Something that the user has to put right before a run can start: exit code 2. */
public final class UsageException extends RuntimeException {

  /**
   * A complaint.
   *
   * @param message the value, the rule and what to do, in one line
   */
  public UsageException(String message) {
    super(message);
  }

  /** A complaint with its cause, which {@code --verbose} shows. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
