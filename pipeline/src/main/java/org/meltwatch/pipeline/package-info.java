/**
 * The one pipeline, its options, and a run of it from the challenger's first batch to the result
 * files. Knows no runner: what an engine needs comes from its {@link
 * org.meltwatch.pipeline.RunnerProfile}.
 */
@NullMarked
package org.meltwatch.pipeline;

import org.jspecify.annotations.NullMarked;
