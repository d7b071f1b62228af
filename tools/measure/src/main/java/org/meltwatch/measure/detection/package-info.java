/**
 * How many of the blemishes that a synthetic print makes are found as defects, and what else is.
 */
@NullMarked
package org.meltwatch.measure.detection;

import org.jspecify.annotations.NullMarked;
