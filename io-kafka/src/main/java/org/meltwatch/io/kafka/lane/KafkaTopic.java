package org.meltwatch.io.kafka.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.LaneOrigin;
import org.meltwatch.io.fetch.OpenLane;
import org.meltwatch.io.kafka.client.Brokers;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.ranges.IdRange;

/**
 * A bench by way of a topic: lane k is partition k.
 *
 * @param brokers where it is
 * @param topic its name
 * @param bench the bench whose records are read; null for a foreign topic, of which all are
 * @param firsts for each lane an offset that none of its records lies below
 * @param done for each lane the positions that need nothing more, for an earlier run has answered
 *     them; empty if there are none
 * @param patience how long no broker may answer
 * @param silence how long nothing may come until the topic counts as ended; zero for ever
 */
public record KafkaTopic(
    Brokers brokers,
    String topic,
    @Nullable String bench,
    List<Long> firsts,
    List<List<IdRange>> done,
    Duration patience,
    Duration silence)
    implements LaneOrigin {

  public KafkaTopic {
    firsts = List.copyOf(firsts);
    done = List.copyOf(done);
    if (!done.isEmpty() && done.size() != firsts.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "done (%d) must be as many as firsts (%d)", done.size(), firsts.size()));
    }
  }

  /** How many lanes there are. */
  public int lanes() {
    return firsts.size();
  }

  /** True if its records have no header of ours. */
  boolean isForeign() {
    return bench == null;
  }

  /** True if a record is one of the bench's. */
  boolean holds(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    return key != null && new String(key, UTF_8).equals(bench);
  }

  @Override
  public OpenLane open(LaneRestriction restriction, FetchSettings settings) throws IOException {
    if (restriction.lanes() != lanes()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "lane %d of %d cannot be read: %s has %d lanes",
              restriction.lane(),
              restriction.lanes(),
              described(),
              lanes()));
    }
    return KafkaLane.open(this, restriction, settings);
  }

  @Override
  public byte[] message(String claim) throws IOException {
    return Claim.parse(claim).fetch();
  }

  @Override
  public String described() {
    return bench == null
        ? "topic %s at %s".formatted(topic, brokers)
        : "bench %s in topic %s at %s".formatted(bench, topic, brokers);
  }
}
