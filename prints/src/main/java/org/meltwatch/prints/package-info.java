/** Prints, layer by layer and cut into tiles, without Beam. {@link Print} is the door. */
@NullMarked
package org.meltwatch.prints;

import org.jspecify.annotations.NullMarked;
