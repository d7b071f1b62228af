/**
 * Defects through the layers of a plate, exact across the borders of tiles: docs/defects.md as
 * plain Java. {@link org.meltwatch.tracking.PrintTracker} is the door: it is told what was handed
 * out and what was found in each tile, and reports layer by layer.
 */
@NullMarked
package org.meltwatch.tracking;

import org.jspecify.annotations.NullMarked;
