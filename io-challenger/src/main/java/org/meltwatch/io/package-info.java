/**
 * The challenger as a source and a sink: {@link org.meltwatch.io.ChallengerIO} for pipelines,
 * {@link org.meltwatch.io.http.ChallengerClient} for whoever creates, starts and ends a bench.
 */
@NullMarked
package org.meltwatch.io;

import org.jspecify.annotations.NullMarked;
