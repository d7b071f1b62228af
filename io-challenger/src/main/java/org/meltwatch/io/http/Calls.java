package org.meltwatch.io.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Body;
import org.meltwatch.retry.Retries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes {@link Call}s, repeats them where that can help, and says clearly what went wrong. */
record Calls(URI challenger, Retries retries, Duration timeout) {

  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final int TEXT_LIMIT = 1 << 24;
  private static final int OK = 200;
  private static final int NOTHING_YET = 204;
  private static final int NOT_FOUND = 404;

  /** The answer's text. */
  String text(Call call) throws IOException, InterruptedException {
    Reply answer = answer(call, TEXT_LIMIT, new LostAnswers());
    if (answer.status() != OK) {
      throw refusal(call, answer);
    }
    return textOf(answer);
  }

  /**
   * The answer's body, or null if the answer was 404.
   *
   * @param lost counts answers that did not arrive
   */
  @Nullable Body bodyUnless404(Call call, int limit, LostAnswers lost)
      throws IOException, InterruptedException {
    Reply answer = answer(call, limit, lost);
    return switch (answer.status()) {
      case OK -> answer.body();
      case NOT_FOUND -> null;
      default -> throw refusal(call, answer);
    };
  }

  private Reply answer(Call call, int limit, LostAnswers lost)
      throws IOException, InterruptedException {
    int unheard = 0;
    for (int attempt = 1; ; attempt++) {
      ChallengerException problem;
      try {
        Reply answer = Http.send(call.request(challenger), limit, timeout);
        if (answer.status() == NOTHING_YET) {
          // Not a failure, however often it is said: a print is waited for.
          attempt = 0;
          continue;
        }
        if (!Retries.mayHelp(answer.status())) {
          lost.add(answer.repeats() ? 0 : unheard);
          return answer;
        }
        problem = refusal(call, answer);
      } catch (IOException e) {
        problem = ChallengerException.unanswered(call + " at " + challenger, e);
        if (!call.repeatable() && !(e instanceof ConnectException)) {
          throw problem;
        }
        unheard += e instanceof ConnectException ? 0 : 1;
      }
      if (!retries.awaitNext(attempt, String.valueOf(problem.getMessage()), LOG)) {
        lost.add(unheard);
        throw problem.after(attempt);
      }
    }
  }

  private ChallengerException refusal(Call call, Reply answer) {
    return ChallengerException.refused(
        call + " at " + challenger, answer.status(), call.presentable(textOf(answer)));
  }

  private static String textOf(Reply answer) {
    return new String(answer.body().bytes(), StandardCharsets.UTF_8);
  }
}
