package org.meltwatch.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sinks that a user names, checked before a run begins. */
public final class AlertSinks {

  /** An environment variable with the secret that signs what goes to webhooks. */
  public static final String SECRET = "MELTWATCH_ALERT_SECRET";

  /** An environment variable with the user's name for MQTT brokers. */
  public static final String MQTT_USER = "MELTWATCH_MQTT_USER";

  /** An environment variable with the password for MQTT brokers. */
  public static final String MQTT_PASSWORD = "MELTWATCH_MQTT_PASSWORD";

  /** What programs are not told. */
  static final Set<String> SECRETS = Set.of(SECRET, MQTT_USER, MQTT_PASSWORD);

  /** How long an attempt to deliver may take. */
  public static final Duration ATTEMPT = Duration.ofSeconds(5);

  /** How long a program may take. */
  public static final Duration PROGRAM = Duration.ofSeconds(10);

  private static final int MOST_BYTES = 4096;

  private final Map<String, String> environment;
  private final byte @Nullable [] secret;

  private AlertSinks(Map<String, String> environment, byte @Nullable [] secret) {
    this.environment = environment;
    this.secret = secret;
  }

  /**
   * The sinks of some options.
   *
   * @param words each {@code webhook:URL}, {@code mqtt:URL/topic} or {@code exec:PROGRAM}
   * @param secretFile a file with the secret for webhooks; null to look for it in the environment
   * @param environment variables by name
   * @throws IllegalArgumentException naming option, value and rule, if there is no such sink
   */
  public static Sinks of(
      List<String> words, @Nullable String secretFile, Map<String, String> environment) {
    AlertSinks sinks = new AlertSinks(environment, secret(secretFile, environment));
    List<AlertSink> all = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String word : words) {
      AlertSink sink = sinks.sink(word);
      if (names.contains(sink.name())) {
        throw new IllegalArgumentException(
            "--alert (%s) must be named once: each alert goes there once".formatted(sink.name()));
      }
      names.add(sink.name());
      all.add(sink);
    }
    return new Sinks(all);
  }

  private AlertSink sink(String word) {
    int colon = word.indexOf(':');
    String kind = colon < 0 ? "" : word.substring(0, colon);
    String where = word.substring(colon + 1);
    return switch (kind) {
      case "webhook" -> webhook(where);
      case "mqtt" -> mqtt(where);
      case "exec" -> exec(where);
      default ->
          throw new IllegalArgumentException(
              "--alert (%s) must be webhook:URL, mqtt:URL/topic or exec:PROGRAM".formatted(word));
    };
  }

  private WebhookSink webhook(String where) {
    boolean isFile = where.startsWith("@");
    URI url = uri(isFile ? text("webhook:@", where.substring(1)) : where, isFile);
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "--alert (webhook:%s) must be http://HOST... or https://HOST..."
              .formatted(isFile ? where : shown(url)));
    }
    refuseUser("webhook", url);
    String name = "webhook:" + (isFile ? where : shown(url));
    return new WebhookSink(name, url, secret, ATTEMPT);
  }

  private MqttSink mqtt(String where) {
    URI url = uri(where, false);
    String scheme = url.getScheme() == null ? "" : url.getScheme();
    String path = url.getPath() == null ? "" : url.getPath();
    boolean isPlain = scheme.equals("tcp") || scheme.equals("mqtt");
    boolean isSecure = scheme.equals("ssl") || scheme.equals("mqtts");
    if (url.getHost() == null || path.length() < 2 || !(isPlain || isSecure)) {
      throw new IllegalArgumentException(
          "--alert (mqtt:%s) must be mqtt:tcp://HOST:PORT/TOPIC or mqtt:ssl://HOST:PORT/TOPIC"
              .formatted(shown(url)));
    }
    refuseUser("mqtt", url);
    String topic = path.substring(1);
    if (topic.contains("#") || topic.contains("+") || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "--alert (mqtt:%s) must have a topic without wildcards".formatted(where));
    }
    int fallback = isPlain ? 1883 : 8883;
    int port = url.getPort() < 0 ? fallback : url.getPort();
    URI broker = URI.create("%s://%s:%s".formatted(isPlain ? "tcp" : "ssl", url.getHost(), port));
    return new MqttSink(
        "mqtt:" + broker + path,
        broker,
        topic,
        environment.get(MQTT_USER),
        environment.get(MQTT_PASSWORD),
        ATTEMPT);
  }

  private static ExecSink exec(String where) {
    try {
      Path program = Path.of(where);
      if (where.isEmpty() || !Files.isRegularFile(program) || !Files.isExecutable(program)) {
        throw new IllegalArgumentException(
            "--alert (exec:%s) must be the path of a program that can be run".formatted(where));
      }
      return new ExecSink(program.toAbsolutePath(), PROGRAM);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "--alert (exec:%s) must be a path: %s".formatted(where, e.getReason()), e);
    }
  }

  /** What may be a secret, a query among it, is in no report. */
  private static String shown(URI url) {
    String text = url.toString();
    int end = text.indexOf('?');
    return end < 0 ? text : text.substring(0, end);
  }

  private static void refuseUser(String kind, URI url) {
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "--alert (%s:...@%s) must have no user and password: options are kept in run.json"
              .formatted(kind, url.getHost()));
    }
  }

  private static URI uri(String text, boolean isSecret) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "--alert (%s) must be a URL: %s"
              .formatted(isSecret ? "from a file" : text, e.getReason()),
          e);
    }
  }

  private static byte @Nullable [] secret(
      @Nullable String secretFile, Map<String, String> environment) {
    String text =
        secretFile == null ? environment.get(SECRET) : text("--alertSecretFile", secretFile);
    if (text == null) {
      return null;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("%s must not be empty".formatted(SECRET));
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A file's text, without the end of its line. */
  private static String text(String option, String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MOST_BYTES) {
        throw new IllegalArgumentException(
            "%s (%s) must have at most %s bytes".formatted(option, file, MOST_BYTES));
      }
      String text = Files.readString(path).strip();
      if (text.isEmpty()) {
        throw new IllegalArgumentException("%s (%s) must not be empty".formatted(option, file));
      }
      return text;
    } catch (InvalidPathException | IOException e) {
      throw new IllegalArgumentException(
          "%s (%s) must be a file that can be read: %s".formatted(option, file, e), e);
    }
  }
}
