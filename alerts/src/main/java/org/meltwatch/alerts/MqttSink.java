package org.meltwatch.alerts;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/**
 * Publishes alerts as JSON with QoS 1, each of them an arrival once the broker has acknowledged it.
 * A connection that is lost is made anew at the next attempt; the key in the JSON tells a message
 * that comes twice.
 */
final class MqttSink implements AlertSink {

  private static final int AT_LEAST_ONCE = 1;

  private final String name;
  private final String broker;
  private final String topic;
  private final Duration timeout;
  private final MqttConnectOptions options = new MqttConnectOptions();
  private @Nullable MqttClient client;

  /**
   * A topic of a broker.
   *
   * @param name what reports call it
   * @param broker {@code tcp://HOST:PORT} or {@code ssl://HOST:PORT}
   * @param user null to do without
   * @param timeout how long to connect, and how long an acknowledgement may take
   */
  MqttSink(
      String name,
      URI broker,
      String topic,
      @Nullable String user,
      @Nullable String password,
      Duration timeout) {
    this.name = name;
    this.broker = broker.toString();
    this.topic = topic;
    this.timeout = timeout;
    options.setCleanSession(true);
    options.setConnectionTimeout((int) Math.max(1, timeout.toSeconds()));
    if (user != null) {
      options.setUserName(user);
      options.setPassword(password == null ? new char[0] : password.toCharArray());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void deliver(AlertMessage message) throws IOException {
    MqttMessage published = new MqttMessage(message.json());
    published.setQos(AT_LEAST_ONCE);
    try {
      connected().publish(topic, published);
    } catch (MqttException e) {
      drop();
      throw new IOException("no acknowledgement: " + e, e);
    }
  }

  private MqttClient connected() throws MqttException {
    MqttClient there = client;
    if (there == null || !there.isConnected()) {
      drop();
      String id = "meltwatch-" + UUID.randomUUID().toString().substring(0, 13);
      there = new MqttClient(broker, id, new MemoryPersistence());
      client = there;
      there.setTimeToWait(timeout.toMillis());
      there.connect(options);
    }
    return there;
  }

  private void drop() {
    MqttClient gone = client;
    client = null;
    if (gone == null) {
      return;
    }
    try {
      gone.disconnectForcibly(0, timeout.toMillis(), gone.isConnected());
    } catch (MqttException e) {
      // It may have been disconnected already; closing lets go of the rest.
      close(gone);
      return;
    }
    close(gone);
  }

  private static void close(MqttClient gone) {
    try {
      gone.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException("a client that is disconnected must close", e);
    }
  }

  @Override
  public void close() {
    drop();
  }
}
