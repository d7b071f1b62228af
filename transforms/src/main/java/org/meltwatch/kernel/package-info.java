/**
 * The arithmetic on single tiles and windows: decoding, saturation, outliers, ranking and clusters,
 * as docs/semantics.md defines them. Plain Java on arrays, in exact integers, without Beam.
 */
@NullMarked
package org.meltwatch.kernel;

import org.jspecify.annotations.NullMarked;
