/**
 * The seam for sources: where a run's tiles come from, and where its results go, if anywhere.
 *
 * <p>{@link org.meltwatch.source.SourceFactory} is the door. It lies below every module that reads
 * something, so that the pipeline knows no source and a source knows no pipeline: a new one is a
 * module of its own with a line in {@code META-INF/services}.
 */
@NullMarked
package org.meltwatch.source;

import org.jspecify.annotations.NullMarked;
