/**
 * What lets a run on Spark survive what Spark loses, and end where it cannot.
 *
 * <ul>
 *   <li>{@code KeptReads} keeps what each micro-batch read of each lane, so that a micro-batch that
 *       is computed anew, elsewhere or for want of memory, gets the same messages; {@code
 *       SettledBatches} deletes what no micro-batch can need any more.
 *   <li>{@code ReadsOnce} stands in for it where images go through the engine and are kept nowhere
 *       else ({@code --payload=inline} without a spool): keeping would write each of them once
 *       more. It turns what would be a silent loss into a failure that names the remedy.
 *   <li>{@code LostExecutors} tells when there has been no executor for too long.
 *   <li>{@code Standstill} tells when messages were lost inside all the same: Spark, which ends no
 *       job by itself, would wait for them for ever. That does not depend on the payload.
 * </ul>
 *
 * <p>The profile chooses the log of reads and {@code SparkRun} asks the two watchers; nobody else
 * uses the package.
 */
@NullMarked
package org.meltwatch.runners.spark.replay;

import org.jspecify.annotations.NullMarked;
