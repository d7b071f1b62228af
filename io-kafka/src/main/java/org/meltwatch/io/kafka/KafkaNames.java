package org.meltwatch.io.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.options.UsageException;

/** The names that a user gives of brokers and topics. */
public final class KafkaNames {

  private static final Pattern SERVERS =
      Pattern.compile("[A-Za-z0-9.\\-\\[\\]:]+:\\d{1,5}(,[A-Za-z0-9.\\-\\[\\]:]+:\\d{1,5})*");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private KafkaNames() {}

  /**
   * Brokers that a user names.
   *
   * @param properties file with Kafka's own settings; null for none
   * @throws UsageException if they are no addresses, or the file cannot be used
   */
  public static Brokers brokers(@Nullable String servers, @Nullable String properties) {
    if (servers == null) {
      throw new UsageException("Kafka needs --brokers=HOST:PORT");
    }
    if (!SERVERS.matcher(servers).matches()) {
      throw new UsageException("--brokers (%s) must be HOST:PORT,HOST:PORT".formatted(servers));
    }
    @Nullable String file =
        properties == null ? null : Path.of(properties).toAbsolutePath().normalize().toString();
    Brokers brokers = new Brokers(servers, file);
    try {
      brokers.check();
    } catch (IOException e) {
      throw new UsageException("--kafkaProperties: " + e.getMessage(), e);
    }
    return brokers;
  }

  /**
   * Refuses what Kafka takes for no topic's name.
   *
   * @throws UsageException if it is none
   */
  public static void requireTopic(String topic) {
    if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
      throw new UsageException(
          "--topic (%s) must have 1 to 249 letters, digits, dots, hyphens and underscores"
              .formatted(topic));
    }
  }
}
