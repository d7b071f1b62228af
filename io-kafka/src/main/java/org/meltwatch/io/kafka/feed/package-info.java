/**
 * The producer node: reads a bench as a run does, and writes what it receives to a topic. {@link
 * org.meltwatch.io.kafka.feed.Feed} is the program.
 */
@NullMarked
package org.meltwatch.io.kafka.feed;

import org.jspecify.annotations.NullMarked;
