package org.meltwatch.dashboard.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import org.meltwatch.dashboard.runs.EventLog;

/**
 * Server-sent events to one page. A page that does not read is not waited for: it is told what it
 * has missed when it reads again, or that it has to read all anew. Thread-safe.
 */
public final class EventStream {

  private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MOST_BYTES = 1 << 18;

  private final Exchange exchange;
  private final EventLog log;
  private long told;
  private long toldNanos = System.nanoTime();
  private boolean writing;
  private boolean closed;

  private EventStream(Exchange exchange, EventLog log) {
    this.exchange = exchange;
    this.log = log;
  }

  /** Begins; a page that comes back goes on where it was. */
  public static EventStream open(Exchange exchange, EventLog log) {
    EventStream stream = new EventStream(exchange, log);
    String last = exchange.request().getHeaders().get("Last-Event-ID");
    long number = log.number(last);
    exchange.response().setStatus(200);
    exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    stream.told = number < 0 ? log.latest() : number;
    boolean lost = last != null && number < 0;
    stream.write(lost ? reset(log.id(stream.told)) : "retry: 2000\n\n".getBytes(UTF_8));
    return stream;
  }

  /** Sends what is new, or a heartbeat when it is time; false once the page is gone. */
  public synchronized boolean pump() {
    if (closed) {
      return false;
    }
    if (!writing) {
      byte[] news = news();
      if (news.length > 0) {
        write(news);
      } else if (System.nanoTime() - toldNanos > HEARTBEAT_NANOS) {
        write(":\n\n".getBytes(UTF_8));
      }
    }
    return true;
  }

  private byte[] news() {
    List<EventLog.Event> events = log.after(told);
    if (events == null) {
      told = log.latest();
      return reset(log.id(told));
    }
    ByteArrayOutputStream news = new ByteArrayOutputStream();
    for (EventLog.Event event : events) {
      if (news.size() > MOST_BYTES) {
        break;
      }
      String head = "id: %s\nevent: %s\ndata: ".formatted(log.id(event.number()), event.kind());
      news.writeBytes(head.getBytes(UTF_8));
      // One line: JSON escapes the ends of lines.
      news.writeBytes(event.json());
      news.writeBytes("\n\n".getBytes(UTF_8));
      told = event.number();
    }
    return news.toByteArray();
  }

  private static byte[] reset(String id) {
    return "id: %s\nevent: reset\ndata: {}\n\n".formatted(id).getBytes(UTF_8);
  }

  private synchronized void write(byte[] bytes) {
    writing = true;
    toldNanos = System.nanoTime();
    exchange
        .response()
        .write(false, ByteBuffer.wrap(bytes), Callback.from(this::written, this::failed));
  }

  private synchronized void written() {
    writing = false;
  }

  private synchronized void failed(Throwable failure) {
    if (!closed) {
      closed = true;
      exchange.callback().failed(failure);
    }
  }

  /** Ends the stream. */
  public synchronized void close() {
    if (!closed) {
      closed = true;
      exchange.callback().succeeded();
    }
  }
}
