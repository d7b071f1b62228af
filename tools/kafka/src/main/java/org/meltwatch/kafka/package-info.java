/**
 * Apache Kafka to try things with: {@link org.meltwatch.kafka.KafkaBroker} in a process of one's
 * own, {@link org.meltwatch.kafka.LoopbackBroker} as a process on loopback.
 */
@NullMarked
package org.meltwatch.kafka;

import org.jspecify.annotations.NullMarked;
