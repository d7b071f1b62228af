/**
 * A topic as lanes: {@link org.meltwatch.io.kafka.lane.KafkaTopic} is an origin that opens a lane
 * for each partition, and {@link org.meltwatch.io.kafka.lane.KafkaImages} redeems their claims.
 */
@NullMarked
package org.meltwatch.io.kafka.lane;

import org.jspecify.annotations.NullMarked;
