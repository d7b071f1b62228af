package org.meltwatch.prints.formats;

import java.io.IOException;

/**
 * A file that gives no layer; the message says why, and which option helps if one does. It does not
 * name the file.
 */
public final class UnreadableFileException extends IOException {

  UnreadableFileException(String message) {
    super(message);
  }

  UnreadableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
