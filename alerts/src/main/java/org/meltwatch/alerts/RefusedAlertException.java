package org.meltwatch.alerts;

import java.io.IOException;

/** A sink does not take an alert, and will not take it later either. */
final class RefusedAlertException extends IOException {

  private static final long serialVersionUID = 1;

  RefusedAlertException(String message) {
    super(message);
  }
}
