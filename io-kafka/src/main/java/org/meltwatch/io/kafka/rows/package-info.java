/** Rows of a run in a topic: {@link org.meltwatch.io.kafka.rows.KafkaRowsFactory} is the door. */
@NullMarked
package org.meltwatch.io.kafka.rows;

import org.jspecify.annotations.NullMarked;
