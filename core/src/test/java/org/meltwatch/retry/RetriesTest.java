package org.meltwatch.retry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class RetriesTest {

  private static final Logger LOG = LoggerFactory.getLogger(RetriesTest.class);

  @Test
  void awaitNext_untilTheLastAttempt_waitsAndThenSaysNo() throws InterruptedException {
    Retries thrice = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(2));
    assertTrue(thrice.awaitNext(1, "it failed", LOG));
    assertTrue(thrice.awaitNext(2, "it failed again", LOG));
    assertFalse(thrice.awaitNext(3, "it failed at last", LOG));
  }
}
