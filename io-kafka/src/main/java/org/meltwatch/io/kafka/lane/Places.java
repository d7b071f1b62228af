package org.meltwatch.io.kafka.lane;

import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.meltwatch.io.wire.Message;

/** Refused messages that say where their records are. */
final class Places {

  private Places() {}

  /** The message; a refused one with its record's place in its reason. */
  static Message named(Message message, ConsumerRecord<?, ?> record) {
    return message instanceof Message.Refused refused
        ? new Message.Refused(
            refused.seqId(),
            refused.key(),
            refused.layer(),
            "%s (%s)".formatted(refused.reason(), place(record)),
            refused.message())
        : message;
  }

  /** A message of which nothing is known. */
  static Message refused(String reason, byte[] value) {
    return new Message.Refused(null, null, null, reason, value);
  }

  static String place(ConsumerRecord<?, ?> record) {
    return String.format(
        Locale.ROOT,
        "partition %d, offset %d of topic %s",
        record.partition(),
        record.offset(),
        record.topic());
  }
}
