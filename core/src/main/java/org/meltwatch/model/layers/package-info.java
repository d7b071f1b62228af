/**
 * What happens to a tile key, layer by layer: tiles, gaps and ends on their way into the order,
 * windows and events on their way out. Plain data, without Beam.
 */
@NullMarked
package org.meltwatch.model.layers;

import org.jspecify.annotations.NullMarked;
