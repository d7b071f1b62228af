package org.meltwatch.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.alerts.Raisings.raised;

import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.interception.AbstractInterceptHandler;
import io.moquette.interception.InterceptHandler;
import io.moquette.interception.messages.InterceptPublishMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.record.run.AlertRecord.SinkRecord;
import org.meltwatch.retry.Retries;
import org.meltwatch.tracking.Level;

final class MqttSinkTest {

  private static final Retries QUICK =
      new Retries(Integer.MAX_VALUE, Duration.ofMillis(20), Duration.ofMillis(50));

  @TempDir private Path dir;
  private final Set<String> arrived = Collections.synchronizedSet(new LinkedHashSet<>());
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void deliver_brokerThatIsAwayAndRestarts_hasEachAlertOnce() throws Exception {
    int port = freePort();
    AlertDesk desk = desk(port);
    desk.take(raised(5, Level.MINOR));
    Thread.sleep(100);
    Server first = broker(port);
    await(1);
    first.stopServer();
    desk.take(raised(7, Level.MAJOR));
    Thread.sleep(100);
    Server second = broker(port);
    desk.take(raised(10, Level.STOP));
    desk.finish(Duration.ofSeconds(30));
    second.stopServer();

    assertEquals(
        List.of(
            "plant/alerts " + json(raised(5, Level.MINOR)),
            "plant/alerts " + json(raised(7, Level.MAJOR)),
            "plant/alerts " + json(raised(10, Level.STOP))),
        List.copyOf(arrived));
    SinkRecord sink = desk.alerts().sinks().get(0);
    assertEquals(List.of(3L, 0L), List.of(sink.delivered(), sink.undelivered()));
    assertTrue(
        said.toString(UTF_8).startsWith("meltwatch: MINOR of P, hot defect 3-18-19 does not reach"),
        said::toString);
  }

  @Test
  void finish_noBroker_saysWhatIsLeft() throws Exception {
    AlertDesk desk = desk(freePort());
    desk.take(raised(5, Level.MINOR));
    desk.finish(Duration.ofMillis(300));

    SinkRecord sink = desk.alerts().sinks().get(0);
    assertEquals(List.of(0L, 1L), List.of(sink.delivered(), sink.undelivered()));
  }

  private static String json(org.meltwatch.record.rows.AlertsAnswer.Raised alert) {
    return new String(AlertMessage.of(alert).json(), UTF_8);
  }

  private void await(int messages) throws InterruptedException {
    for (int i = 0; i < 1000 && arrived.size() < messages; i++) {
      Thread.sleep(10);
    }
    assertEquals(messages, arrived.size());
  }

  private AlertDesk desk(int port) throws IOException {
    MqttSink sink =
        new MqttSink(
            "mqtt",
            URI.create("tcp://127.0.0.1:" + port),
            "plant/alerts",
            null,
            null,
            Duration.ofSeconds(2));
    return new AlertDesk(
        dir, new Sinks(List.of(sink)), alert -> {}, new PrintStream(said, true, UTF_8), QUICK);
  }

  private Server broker(int port) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("host", "127.0.0.1");
    properties.setProperty("port", Integer.toString(port));
    properties.setProperty("allow_anonymous", "true");
    properties.setProperty("persistence_enabled", "false");
    properties.setProperty("telemetry_enabled", "false");
    properties.setProperty("data_path", dir.toString());
    Server server = new Server();
    server.startServer(new MemoryConfig(properties), List.<InterceptHandler>of(new Arrivals()));
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private final class Arrivals extends AbstractInterceptHandler {

    @Override
    public String getID() {
      return "arrivals";
    }

    @Override
    public void onPublish(InterceptPublishMessage message) {
      arrived.add(message.getTopicName() + " " + message.getPayload().toString(UTF_8));
      super.onPublish(message);
    }

    @Override
    public void onSessionLoopError(Throwable error) {
      throw new IllegalStateException(error);
    }
  }
}
