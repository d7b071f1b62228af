package org.meltwatch.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * One broker that is its own controller, on loopback and in this process. What it keeps is in one
 * directory, so that one that is started there again goes on with it.
 */
public final class KafkaBroker implements AutoCloseable {

  /** As large as the largest message that Meltwatch takes, and its frame. */
  private static final int MESSAGE_BYTES = (64 << 20) + (1 << 16);

  private static final String CLUSTER = "bWVsdHdhdGNoLXRlc3Qtaw";

  private final KafkaRaftServer server;
  private final int port;

  private KafkaBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker.
   *
   * @param directory where its log is; new, or that of an earlier broker
   * @param port where it listens; 0 for any free port
   * @param more Kafka's own settings, before the usual ones here
   */
  public static KafkaBroker start(Path directory, int port, Map<String, String> more)
      throws IOException {
    int own = port == 0 ? freePort() : port;
    Properties settings = settings(directory, own, freePort());
    settings.putAll(more);
    return start(directory, own, settings);
  }

  /** Starts a broker on any free port that asks for a name and a password: SASL, PLAIN. */
  public static KafkaBroker startWithLogin(Path directory, String user, String password)
      throws IOException {
    int own = freePort();
    int controller = freePort();
    Properties settings = settings(directory, freePort(), controller);
    String login = at("LOGIN://127.0.0.1:%d", own);
    settings.setProperty("listeners", settings.getProperty("listeners") + "," + login);
    settings.setProperty(
        "advertised.listeners", settings.getProperty("advertised.listeners") + "," + login);
    settings.setProperty(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LOGIN:SASL_PLAINTEXT");
    settings.setProperty("sasl.enabled.mechanisms", "PLAIN");
    settings.setProperty(
        "listener.name.login.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
            .formatted(user, password));
    return start(directory, own, settings);
  }

  private static KafkaBroker start(Path directory, int own, Properties settings)
      throws IOException {
    Path logs = Files.createDirectories(directory.resolve("log"));
    if (!Files.exists(logs.resolve("meta.properties"))) {
      format(directory, settings);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server, own);
  }

  private static Properties settings(Path directory, int port, int controller) {
    Properties settings = new Properties();
    Map<String, String> usual =
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", at("1@127.0.0.1:%d", controller)),
            Map.entry(
                "listeners",
                at("PLAINTEXT://127.0.0.1:%d,", port)
                    + at("CONTROLLER://127.0.0.1:%d", controller)),
            Map.entry("advertised.listeners", at("PLAINTEXT://127.0.0.1:%d", port)),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("log.dirs", directory.resolve("log").toString()),
            Map.entry("message.max.bytes", Integer.toString(MESSAGE_BYTES)),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("num.network.threads", "1"),
            Map.entry("num.io.threads", "2"),
            Map.entry("log.cleaner.enable", "false"),
            Map.entry("log.retention.check.interval.ms", "500"),
            Map.entry("log.initial.task.delay.ms", "500"));
    usual.forEach(settings::setProperty);
    return settings;
  }

  private static String at(String pattern, int port) {
    return String.format(Locale.ROOT, pattern, port);
  }

  private static void format(Path directory, Properties settings) throws IOException {
    Path file = directory.resolve("server.properties");
    try (var out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    int code =
        StorageTool.execute(
            new String[] {"format", "-c", file.toString(), "-t", CLUSTER, "--ignore-formatted"},
            new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    if (code != 0) {
      throw new IOException("%s cannot be made a broker's: code %s".formatted(directory, code));
    }
  }

  /** Where it is reached, as {@code --brokers} takes it. */
  public String brokers() {
    return at("127.0.0.1:%d", port);
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** A port of this machine that nobody listens on. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** {@code DIR PORT}, then Kafka's own settings as {@code name=value}; runs until it is killed. */
  public static void main(String[] args) throws IOException {
    Map<String, String> more = new HashMap<>();
    for (String setting : List.of(args).subList(2, args.length)) {
      int at = setting.indexOf('=');
      more.put(setting.substring(0, at), setting.substring(at + 1));
    }
    KafkaBroker broker = start(Path.of(args[0]), Integer.parseInt(args[1]), more);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "kafka-stop"));
    System.out.println("ready " + broker.brokers());
  }
}
