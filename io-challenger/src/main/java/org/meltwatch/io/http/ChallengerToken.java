package org.meltwatch.io.http;

import org.jspecify.annotations.Nullable;

/** The token that a challenger is shown, where no option names a file with it. */
public final class ChallengerToken {

  private static final String VARIABLE = "MELTWATCH_API_TOKEN";
  private static final String DEFAULT = "meltwatch";

  private ChallengerToken() {}

  /**
   * That of the environment, which is kept out of all that is said; else the local challenger's.
   */
  public static String ofEnvironment() {
    @Nullable String token = System.getenv(VARIABLE);
    if (token == null) {
      return DEFAULT;
    }
    Secrets.keep(token);
    return token;
  }
}
