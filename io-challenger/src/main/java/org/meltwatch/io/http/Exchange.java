package org.meltwatch.io.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/**
 * An exchange on its way. A thread that waits for a socket hears no interrupt and knows no deadline
 * for the whole of an answer, so one thread for all exchanges looks after both: it aborts what is
 * overdue or whose thread was interrupted. It runs only while there are exchanges.
 */
final class Exchange implements AutoCloseable {

  private static final long LOOK_MILLIS = 50;
  private static final Set<Exchange> RUNNING = ConcurrentHashMap.newKeySet();
  private static final Object WATCH = new Object();
  private static boolean watching;

  private final HttpUriRequestBase request;
  private final Duration timeout;
  private final long startNanos = System.nanoTime();
  private final Thread thread = Thread.currentThread();

  private Exchange(HttpUriRequestBase request, Duration timeout) {
    this.request = request;
    this.timeout = timeout;
  }

  /** An exchange that the calling thread is about to make; it has to be closed. */
  static Exchange watched(HttpUriRequestBase request, Duration timeout) {
    Exchange exchange = new Exchange(request, timeout);
    RUNNING.add(exchange);
    synchronized (WATCH) {
      if (!watching) {
        watching = true;
        Thread watch = new Thread(Exchange::watch, "meltwatch-exchanges");
        watch.setDaemon(true);
        watch.start();
      }
    }
    return exchange;
  }

  @Override
  public void close() {
    RUNNING.remove(this);
  }

  /**
   * Says why an exchange that failed was ended, if it was ended here.
   *
   * @param failure what the client made of it
   */
  void throwIfEnded(Exception failure) throws SocketTimeoutException, InterruptedException {
    if (Thread.interrupted()) {
      InterruptedException interrupted = new InterruptedException("interrupted: " + request);
      interrupted.initCause(failure);
      throw interrupted;
    }
    if (isOverdue()) {
      SocketTimeoutException late =
          new SocketTimeoutException("no complete answer within %s".formatted(timeout));
      late.initCause(failure);
      throw late;
    }
  }

  private boolean isOverdue() {
    return System.nanoTime() - startNanos >= timeout.toNanos();
  }

  private static void watch() {
    try {
      do {
        Thread.sleep(LOOK_MILLIS);
        for (Exchange exchange : RUNNING) {
          if (exchange.isOverdue() || exchange.thread.isInterrupted()) {
            exchange.request.abort();
          }
        }
      } while (goOn());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean goOn() {
    synchronized (WATCH) {
      watching = !RUNNING.isEmpty();
      return watching;
    }
  }
}
