package org.meltwatch.challenger.bench;

/**
 * When a layer of a print that is printed came, by {@link System#nanoTime}.
 *
 * @param wholeSince when its file was seen to change for the last time
 * @param known when that was known, and its tiles could be handed out
 */
record LayerTimes(long wholeSince, long known) {}
