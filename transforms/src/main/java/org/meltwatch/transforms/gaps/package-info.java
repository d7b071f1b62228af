/**
 * Proves which layers of a tile key will not come, by what the lanes have handed on. {@link
 * FindGaps} is the door.
 */
@NullMarked
package org.meltwatch.transforms.gaps;

import org.jspecify.annotations.NullMarked;
