package org.meltwatch.challenger.bench;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.http.RefusedRequest;

/**
 * Which request of which lane a call of next_batch is: what a client says in the header {@value
 * #HEADER}, as {@code LANE/LANES/NUMBER}. The header is no part of the published contract; a client
 * that sends none is served as ever.
 *
 * @param lane the lane's number, from 0
 * @param lanes how many lanes there are
 * @param number the request's number in its lane, from 0
 */
public record LanePosition(int lane, int lanes, long number) {

  public static final String HEADER = "Meltwatch-Position";

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,9})/(\\d{1,18})");

  public String text() {
    return String.format(Locale.ROOT, "%d/%d/%d", lane, lanes, number);
  }

  /**
   * Reads the header's value; null if there is none.
   *
   * @throws RefusedRequest with status 400 if it is no position
   */
  public static @Nullable LanePosition parse(@Nullable String value) {
    if (value == null) {
      return null;
    }
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      throw RefusedRequest.malformed(HEADER + " must be LANE/LANES/NUMBER");
    }
    return new LanePosition(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Long.parseLong(matcher.group(3)));
  }
}
