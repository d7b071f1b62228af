/**
 * What lanes hand on: batches, refused messages and lane ends, each with a receipt, and what else
 * is said of messages. Plain data, without Beam.
 */
@NullMarked
package org.meltwatch.model.received;

import org.jspecify.annotations.NullMarked;
