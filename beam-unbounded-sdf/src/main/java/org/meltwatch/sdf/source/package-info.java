/**
 * The unbounded source that stands in for a Splittable DoFn, its readers, and reads that are kept.
 */
@NullMarked
package org.meltwatch.sdf.source;

import org.jspecify.annotations.NullMarked;
