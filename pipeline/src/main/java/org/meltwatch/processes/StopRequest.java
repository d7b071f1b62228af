package org.meltwatch.processes;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meltwatch.signals.Signals;

/**
 * The word that a run is to end before its source does: a signal, or the end of the process that
 * has launched it. What the run has then is its to finish, for {@link #LIMIT} at the most: a
 * process that still lives then is ended, and so is one that is told by a second signal.
 *
 * <p>Between the word and the process's end nothing of an engine has been taken apart, for the
 * virtual machine's shutdown has not begun.
 */
public final class StopRequest {

  /** From the word to the process's end. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  /** For how long what is on its way is still answered; the rest is for assembling. */
  public static final Duration ANSWERING = Duration.ofSeconds(6);

  /**
   * Who gave the word.
   *
   * @param by what people know it by, such as {@code SIGTERM}
   * @param exitCode what the process exits with
   * @param nanos when, by {@link System#nanoTime}
   */
  public record Told(String by, int exitCode, long nanos) {}

  private volatile @Nullable Told told;
  private @Nullable Consumer<Told> listener;

  private StopRequest() {}

  /** A word that nobody gives unless by {@link #tell}. */
  public static StopRequest ofNobody() {
    return new StopRequest();
  }

  /** The word that this process is given by signals, or because its launcher is gone. */
  public static StopRequest ofThisProcess() {
    StopRequest request = new StopRequest();
    try {
      Signals.handle(List.of(Signals.values()), request::signalled);
    } catch (IllegalStateException e) {
      System.err.println("meltwatch: a signal will end this run at once: " + e.getMessage());
    }
    ParentWatch.start(() -> request.tell("the end of its launcher", Signals.TERM.exitCode()));
    return request;
  }

  /** Who gave the word; null as long as nobody has. */
  public @Nullable Told told() {
    return told;
  }

  /** How long what is on its way may still take; null as long as nobody has given the word. */
  public @Nullable Duration answeringLeft() {
    return left(ANSWERING);
  }

  /** How long the process has; null as long as nobody has given the word. */
  public @Nullable Duration left() {
    return left(LIMIT);
  }

  private @Nullable Duration left(Duration of) {
    Told word = told;
    if (word == null) {
      return null;
    }
    Duration left = of.minusNanos(System.nanoTime() - word.nanos());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Begins to have something to finish: without a listener, the word ends the process.
   *
   * @param onWord is told once, in a thread of its own; at once if the word has been given
   */
  public synchronized void listen(Consumer<Told> onWord) {
    listener = onWord;
    Told word = told;
    if (word != null) {
      onWord.accept(word);
    }
  }

  /** Has nothing to finish any more. */
  public synchronized void forget() {
    listener = null;
  }

  private void signalled(Signals signal) {
    if (told != null) {
      // Whoever asks twice does not want to wait, not for shutdown hooks either.
      Runtime.getRuntime().halt(signal.exitCode());
    }
    tell(signal.fullName(), signal.exitCode());
  }

  /** Gives the word; only the first one counts. */
  public synchronized void tell(String by, int exitCode) {
    if (told != null) {
      return;
    }
    Told word = new Told(by, exitCode, System.nanoTime());
    told = word;
    if (listener == null) {
      daemon("meltwatch-exit", () -> System.exit(exitCode));
      return;
    }
    daemon("meltwatch-halt", () -> haltAfter(LIMIT, exitCode));
    listener.accept(word);
  }

  /** What hangs in the run, or in an engine's shutdown hooks, does not hold up the end. */
  static void haltAfter(Duration limit, int exitCode) {
    try {
      TimeUnit.NANOSECONDS.sleep(limit.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.printf(
        Locale.ROOT, "meltwatch: the run has not ended within %d s%n", limit.toSeconds());
    Runtime.getRuntime().halt(exitCode);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
