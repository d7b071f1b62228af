package org.meltwatch.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook that does not always behave, and takes each key once. */
final class Hook implements AutoCloseable {

  /** What it does with a request. */
  enum Mood {
    TAKES,
    ANSWERS_500,
    REFUSES,
    TAKES_AND_CLOSES,
    NEVER_ANSWERS
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Deque<Mood> moods = new ArrayDeque<>();
  private final Map<String, String> taken = new LinkedHashMap<>();
  private final Map<String, String> signatures = new LinkedHashMap<>();
  private Mood mood = Mood.TAKES;
  private int requests;

  Hook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/hook", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** What it does with the next requests, and with all after them. */
  synchronized void behave(Mood last, Mood... next) {
    moods.addAll(java.util.List.of(next));
    mood = last;
  }

  /** Bodies by their idempotency keys. */
  synchronized Map<String, String> taken() {
    return new LinkedHashMap<>(taken);
  }

  synchronized Map<String, String> signatures() {
    return new LinkedHashMap<>(signatures);
  }

  synchronized int requests() {
    return requests;
  }

  private synchronized Mood next() {
    requests++;
    return moods.isEmpty() ? mood : moods.removeFirst();
  }

  private synchronized void take(HttpExchange exchange, String body) {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    taken.putIfAbsent(key, body);
    signatures.put(
        key, String.valueOf(exchange.getRequestHeaders().getFirst("Meltwatch-Signature")));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    switch (next()) {
      case TAKES -> {
        take(exchange, body);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
      }
      case ANSWERS_500 -> {
        exchange.sendResponseHeaders(500, -1);
        exchange.close();
      }
      case REFUSES -> {
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
      }
      case TAKES_AND_CLOSES -> {
        take(exchange, body);
        exchange.close();
      }
      case NEVER_ANSWERS -> hang(exchange, body);
    }
  }

  private void hang(HttpExchange exchange, String body) {
    take(exchange, body);
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
