/**
 * The steps of the pipeline. Each transform only wires; the arithmetic is in {@code
 * org.meltwatch.kernel}, the bookkeeping of {@code FindGaps} and {@code OrderLayers} in plain
 * classes of their own beside them. No step knows a runner.
 */
@NullMarked
package org.meltwatch.transforms;

import org.jspecify.annotations.NullMarked;
