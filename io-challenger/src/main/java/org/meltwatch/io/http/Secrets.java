package org.meltwatch.io.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The API tokens of this process: a challenger may say one back, in whatever it says. */
public final class Secrets {

  private static final Set<String> FORMS = ConcurrentHashMap.newKeySet();

  private Secrets() {}

  /** Lets a token be masked from now on, as it is and as it is written in JSON and in URLs. */
  public static void keep(String token) {
    if (!token.isBlank()) {
      FORMS.add(token);
      FORMS.add(new String(JsonStringEncoder.getInstance().quoteAsString(token)));
      FORMS.add(URLEncoder.encode(token, StandardCharsets.UTF_8));
      FORMS.add(URLEncoder.encode(token, StandardCharsets.UTF_8).replace("+", "%20"));
    }
  }

  /** A challenger's text without the tokens of this process. */
  public static String masked(String text) {
    String masked = text;
    for (String form : FORMS) {
      masked = masked.replace(form, "***");
    }
    return masked;
  }
}
