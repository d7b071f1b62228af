/** A page that shows runs, live and past, from what they leave in their results directories. */
@NullMarked
package org.meltwatch.dashboard;

import org.jspecify.annotations.NullMarked;
