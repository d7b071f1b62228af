/**
 * Kafka as a source of a run: {@link org.meltwatch.io.kafka.KafkaFactory} is the door; the package
 * feed holds the program that fills the topic.
 */
@NullMarked
package org.meltwatch.io.kafka;

import org.jspecify.annotations.NullMarked;
