package org.meltwatch.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A challenger that somebody else wrote: stands before a local one, passes calls on to it, and does
 * otherwise wherever a test says so. Listens on the loopback interface only.
 *
 * <p>Positions are not passed on, for other challengers know of none: what is asked for again is
 * another batch.
 */
public final class ChallengerProxy implements AutoCloseable {

  /** How calls are answered; called by many threads at once. */
  @FunctionalInterface
  public interface Manner {
    /** The answer to a call; null to close the connection without one. */
    @Nullable ProxiedAnswer answer(ProxiedCall call) throws IOException, InterruptedException;
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String challenger;
  private final Manner manner;
  private final HttpServer server;

  /** Their other ends. */
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  private ChallengerProxy(String challenger, Manner manner) throws IOException {
    this.challenger = challenger;
    this.manner = manner;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Starts to stand before a challenger.
   *
   * @param challenger its URL
   */
  public static ChallengerProxy before(String challenger, Manner manner) throws IOException {
    return new ChallengerProxy(challenger, manner);
  }

  /**
   * Refuses some of the results that are posted.
   *
   * @param refused which of them, by how many were posted before
   */
  public static ChallengerProxy refusingResults(String challenger, int status, IntPredicate refused)
      throws IOException {
    AtomicInteger posts = new AtomicInteger();
    return before(
        challenger,
        call ->
            call.postsResult() && refused.test(posts.getAndIncrement())
                ? ProxiedAnswer.empty(status)
                : call.passOn());
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean kept = !connections.add(exchange.getRemoteAddress());
      ProxiedAnswer answer = manner.answer(ProxiedCall.of(exchange, kept, challenger, client));
      if (answer != null) {
        answer.send(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
