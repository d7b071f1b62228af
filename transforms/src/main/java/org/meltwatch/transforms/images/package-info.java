/**
 * How transforms come by the pixels of tiles: inline, or by claims on what lies elsewhere. {@link
 * Images} is the door.
 */
@NullMarked
package org.meltwatch.transforms.images;

import org.jspecify.annotations.NullMarked;
