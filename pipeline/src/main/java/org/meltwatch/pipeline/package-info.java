/**
 * The one pipeline, its options, and a run of it from a source's first tile to the result files.
 * Knows no runner and no source: what an engine needs comes from its {@link
 * org.meltwatch.pipeline.RunnerProfile}, what is read from a {@link
 * org.meltwatch.source.SourceFactory}.
 */
@NullMarked
package org.meltwatch.pipeline;

import org.jspecify.annotations.NullMarked;
