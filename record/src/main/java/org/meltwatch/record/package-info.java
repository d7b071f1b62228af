/**
 * The record of a run: what it leaves behind in its results directory, and the one door to it for
 * all who read.
 */
@NullMarked
package org.meltwatch.record;

import org.jspecify.annotations.NullMarked;
