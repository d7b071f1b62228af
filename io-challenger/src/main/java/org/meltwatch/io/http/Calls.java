package org.meltwatch.io.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Body;
import org.meltwatch.source.SourceGoneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes {@link Call}s, repeats them where that can help, and says clearly what went wrong. */
record Calls(URI challenger, Asking asking) {

  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final int TEXT_LIMIT = 1 << 24;
  private static final int NOTHING_YET = 204;

  /** Each wait for a word to be repeated is twice as long as the one before. */
  private static final int CONFIRMATIONS = 3;

  /** The answer's text. */
  String text(Call call) throws IOException, InterruptedException {
    Reply answer = confirmed(call, TEXT_LIMIT, new LostAnswers(), () -> true, Reply::isOutage);
    if (answer.status() != Reply.OK) {
      throw refusal(call, answer);
    }
    return answer.text();
  }

  /**
   * The answer's body, or null if the answer was 404, and was so for as long as it takes to believe
   * it; or if there was nothing yet and nobody wants to wait.
   *
   * @param lost counts answers that did not arrive
   * @param isWanted whether what is not there yet is waited for
   */
  @Nullable Body bodyUnless404(Call call, int limit, LostAnswers lost, BooleanSupplier isWanted)
      throws IOException, InterruptedException {
    Reply answer = confirmed(call, limit, lost, isWanted, Reply::isOutageInsteadOfBatch);
    return switch (answer.status()) {
      case Reply.OK -> answer.body();
      case Reply.NOT_FOUND, NOTHING_YET -> null;
      default -> throw refusal(call, answer);
    };
  }

  /** The answer; 404 only if it has held, for whatever stands before a challenger may say it. */
  private Reply confirmed(
      Call call, int limit, LostAnswers lost, BooleanSupplier isWanted, Predicate<Reply> isOutage)
      throws IOException, InterruptedException {
    Duration wait = asking.endConfirm().dividedBy((1 << CONFIRMATIONS) - 1);
    Reply answer = answer(call, limit, lost, isWanted, isOutage);
    for (int asked = 0;
        answer.status() == Reply.NOT_FOUND && asked < CONFIRMATIONS && !wait.isZero();
        asked++) {
      Thread.sleep(wait.multipliedBy(1L << asked).toMillis());
      answer = answer(call, limit, lost, isWanted, isOutage);
    }
    return answer;
  }

  private Reply answer(
      Call call, int limit, LostAnswers lost, BooleanSupplier isWanted, Predicate<Reply> isOutage)
      throws IOException, InterruptedException {
    Silence silence = Silence.of(challenger);
    LostAnswers.OfCall unheard = new LostAnswers.OfCall();
    long begin = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      ChallengerException problem;
      Duration left = silence.begin(asking.patience());
      boolean usable = false;
      try {
        Duration timeout = left.compareTo(asking.timeout()) < 0 ? left : asking.timeout();
        Reply answer = Http.send(call.request(challenger), limit, timeout);
        if (answer.status() == NOTHING_YET && answer.repeats()) {
          // Not a failure, however often it is said by ours: a print is waited for.
          usable = true;
          if (!isWanted.getAsBoolean()) {
            return answer;
          }
          attempt = 0;
          begin = System.nanoTime();
          continue;
        }
        usable = !isOutage.test(answer);
        if (usable) {
          if (!answer.repeats()) {
            lost.add(unheard);
          }
          return answer;
        }
        problem = refusal(call, answer);
        if (answer.status() == Reply.OK) {
          unheard.addOpen();
        }
      } catch (IOException e) {
        problem = ChallengerException.unanswered(call + " at " + challenger, e);
        boolean taken = !(e instanceof ConnectException || e instanceof StaleConnectionException);
        if (!call.repeatable() && taken) {
          throw problem;
        }
        note(e, unheard);
      } finally {
        if (usable) {
          silence.broken();
        } else {
          silence.goesOn();
        }
      }
      boolean givenUp =
          silence.exceeds(asking.patience())
              || System.nanoTime() - begin >= asking.patience().toNanos();
      if (givenUp
          || !asking.retries().awaitNext(attempt, String.valueOf(problem.getMessage()), LOG)) {
        lost.add(unheard);
        if (givenUp) {
          throw new SourceGoneException(asking.patience(), problem);
        }
        throw problem.after(attempt);
      }
    }
  }

  private static void note(IOException failure, LostAnswers.OfCall unheard) {
    if (failure instanceof StaleConnectionException) {
      unheard.addOpen();
    } else if (!(failure instanceof ConnectException)) {
      unheard.addLost();
    }
  }

  private ChallengerException refusal(Call call, Reply answer) {
    return ChallengerException.refused(
        call + " at " + challenger, answer.status(), call.presentable(answer.text()));
  }
}
