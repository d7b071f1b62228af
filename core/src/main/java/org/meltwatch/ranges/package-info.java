/** Sets of whole numbers that are mostly neighbours, such as batch ids or layers. */
@NullMarked
package org.meltwatch.ranges;

import org.jspecify.annotations.NullMarked;
