package org.meltwatch.io.http;

import java.io.IOException;

/**
 * A connection that had served before ended before the first byte of an answer: as likely as not
 * the server had closed it, and never took the request.
 */
final class StaleConnectionException extends IOException {

  StaleConnectionException(IOException cause) {
    super("a connection that was kept open had been closed: " + cause.getMessage(), cause);
  }
}
