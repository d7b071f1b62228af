package org.meltwatch.io.kafka.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.kafka.client.Brokers;

/**
 * Names a record: {@code kafka://BROKERS/TOPIC/PARTITION/OFFSET}, and {@code ?FILE} where clients
 * need settings from a file.
 */
record Claim(Brokers brokers, TopicPartition partition, long offset) {

  private static final Pattern TEXT =
      Pattern.compile("kafka://([^/?]+)/([^/?]+)/(\\d{1,9})/(\\d{1,18})(?:\\?(.+))?");

  /**
   * Reads a claim.
   *
   * @throws IOException if it is none
   */
  static Claim parse(String text) throws IOException {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IOException(
          "claim (%s) must be kafka://BROKERS/TOPIC/PARTITION/OFFSET".formatted(text));
    }
    @Nullable String file = matcher.group(5);
    return new Claim(
        new Brokers(matcher.group(1), file == null ? null : URLDecoder.decode(file, UTF_8)),
        new TopicPartition(matcher.group(2), Integer.parseInt(matcher.group(3))),
        Long.parseLong(matcher.group(4)));
  }

  /** The record's value, by one fetch. */
  byte[] fetch() throws IOException {
    return ClaimReaders.ofProcess().read(this);
  }

  @Override
  public String toString() {
    String file = brokers.properties();
    return String.format(
        Locale.ROOT,
        "kafka://%s/%s/%d/%d%s",
        brokers.servers(),
        partition.topic(),
        partition.partition(),
        offset,
        file == null ? "" : "?" + URLEncoder.encode(file, UTF_8));
  }
}
