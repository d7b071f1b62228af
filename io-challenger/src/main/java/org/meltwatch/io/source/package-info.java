/**
 * Challenger and kept spool as sources of a run, with their options and the care of the spool;
 * {@link ChallengerFactory} and {@link ReplayFactory} are the doors.
 */
@NullMarked
package org.meltwatch.io.source;

import org.jspecify.annotations.NullMarked;
