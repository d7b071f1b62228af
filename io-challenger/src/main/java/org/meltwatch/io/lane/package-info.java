/**
 * A lane as the source sees it: dense positions that are claimed in order, and a bound on what is
 * on its way. {@link Lane} is the door.
 */
@NullMarked
package org.meltwatch.io.lane;

import org.jspecify.annotations.NullMarked;
