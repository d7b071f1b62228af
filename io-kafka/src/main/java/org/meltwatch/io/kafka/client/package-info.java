/** Kafka's clients as Meltwatch sets them: {@link org.meltwatch.io.kafka.client.Brokers}. */
@NullMarked
package org.meltwatch.io.kafka.client;

import org.jspecify.annotations.NullMarked;
