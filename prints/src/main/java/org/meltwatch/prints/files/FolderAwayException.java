package org.meltwatch.prints.files;

import org.meltwatch.prints.UnusablePrintException;

/** A print's folder is none, or cannot be listed; a share may be back soon. */
final class FolderAwayException extends UnusablePrintException {

  FolderAwayException(String message) {
    super(message);
  }

  FolderAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
