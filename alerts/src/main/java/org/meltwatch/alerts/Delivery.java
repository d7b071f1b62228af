package org.meltwatch.alerts;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.run.AlertRecord.SinkRecord;
import org.meltwatch.retry.Retries;

/**
 * Delivers alerts to one sink, in order, in a thread of its own, so that a sink that hangs holds up
 * nothing but itself. An alert is tried again until it arrives, is refused, or the run is over.
 */
final class Delivery {

  /** How many alerts may wait; more than that, and nobody reads them anyway. */
  static final int MOST_WAITING = 10_000;

  private final AlertSink sink;
  private final SentFile sent;
  private final PrintStream err;
  private final Retries retries;
  private final Thread thread;
  private final Deque<AlertMessage> waiting = new ArrayDeque<>();
  private boolean isOver;
  private boolean isBusy;
  private boolean hasComplained;
  private long delivered;
  private long refused;
  private long undelivered;
  private String lastProblem = "";

  /**
   * Starts to deliver.
   *
   * @param retries how long to wait between attempts
   */
  Delivery(AlertSink sink, SentFile sent, PrintStream err, Retries retries) {
    this.sink = sink;
    this.sent = sent;
    this.err = err;
    this.retries = retries;
    this.thread = new Thread(this::deliverAll, "meltwatch-alert");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes an alert over, unless the sink has it already; never waits. */
  synchronized void add(AlertMessage message) {
    if (sent.isSettled(message, sink.name())) {
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      leave(message, "too many wait");
      return;
    }
    waiting.addLast(message);
    notifyAll();
  }

  /** Takes back those that did not arrive yet; returns them. */
  synchronized List<AlertMessage> takeBack(Predicate<AnswerRow> which) {
    List<AlertMessage> taken = new ArrayList<>();
    waiting.removeIf(message -> which.test(message.about()) && taken.add(message));
    return taken;
  }

  /** What became of the alerts so far. */
  synchronized SinkRecord record() {
    return new SinkRecord(sink.name(), delivered, refused, undelivered, lastProblem);
  }

  /** Waits until all have arrived, or that long, and then gives up the rest. */
  void finish(long deadlineNanos) {
    boolean interrupted = false;
    synchronized (this) {
      while (!waiting.isEmpty() || isBusy) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (millis <= 0 || interrupted) {
          break;
        }
        try {
          wait(millis);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      isOver = true;
      waiting.forEach(message -> leave(message, "the run is over"));
      waiting.clear();
      notifyAll();
    }
    thread.interrupt();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliverAll() {
    try {
      for (AlertMessage next = next(); next != null; next = next()) {
        deliver(next);
      }
    } catch (InterruptedException e) {
      // The run is over, and has counted what is left.
      return;
    } finally {
      sink.close();
    }
  }

  private synchronized @Nullable AlertMessage next() throws InterruptedException {
    isBusy = false;
    notifyAll();
    while (waiting.isEmpty() && !isOver) {
      wait();
    }
    isBusy = !isOver;
    return isOver ? null : waiting.peekFirst();
  }

  private void deliver(AlertMessage message) throws InterruptedException {
    for (int failures = 1; isWaiting(message); failures++) {
      try {
        sink.deliver(message);
        arrived(message);
        return;
      } catch (RefusedAlertException e) {
        refused(message, e);
        return;
      } catch (IOException e) {
        failed(message, e);
        Thread.sleep(retries.wait(failures).toMillis());
      }
    }
  }

  /** False once it was taken back, or given up. */
  private synchronized boolean isWaiting(AlertMessage message) {
    return message.equals(waiting.peekFirst());
  }

  private synchronized void arrived(AlertMessage message) {
    waiting.remove(message);
    // One that arrives after the last word is counted there as left behind.
    delivered += isOver ? 0 : 1;
    note(message, SentFile.Fate.DELIVERED, null);
  }

  private synchronized void refused(AlertMessage message, RefusedAlertException problem) {
    if (waiting.remove(message)) {
      refused++;
      lastProblem = problem.getMessage();
      err.printf(
          "meltwatch: %s was not taken by %s: %s%n",
          message.words(), sink.name(), problem.getMessage());
      note(message, SentFile.Fate.REFUSED, problem.getMessage());
    }
  }

  private synchronized void failed(AlertMessage message, IOException problem) {
    lastProblem = String.valueOf(problem.getMessage());
    if (!hasComplained) {
      hasComplained = true;
      err.printf(
          "meltwatch: %s does not reach %s: %s; it is tried again until the run is over%n",
          message.words(), sink.name(), lastProblem);
    }
  }

  private void leave(AlertMessage message, String why) {
    undelivered++;
    note(
        message,
        SentFile.Fate.UNDELIVERED,
        why + (lastProblem.isEmpty() ? "" : ": " + lastProblem));
  }

  private void note(AlertMessage message, SentFile.Fate fate, @Nullable String why) {
    try {
      sent.note(message, fate, sink.name(), why);
    } catch (IOException e) {
      err.printf(Locale.ROOT, "meltwatch: %s%n", e.getMessage());
    }
  }
}
