/**
 * What a run leaves behind: part files that the workers append to while it goes on, the result
 * files that are assembled from them, dead letters, the run's summary, and what the terminal shows
 * of all this. Plain Java, without Beam, the same for every engine.
 */
@NullMarked
package org.meltwatch.results;

import org.jspecify.annotations.NullMarked;
