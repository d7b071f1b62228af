/**
 * Queries 1 and 2 on arrays, in exact integers, as docs/semantics.md defines them: {@link
 * Saturation}, {@link DeviationKernel} and {@link TopFive} are the doors. Plain Java, without Beam.
 */
@NullMarked
package org.meltwatch.kernel.outliers;

import org.jspecify.annotations.NullMarked;
