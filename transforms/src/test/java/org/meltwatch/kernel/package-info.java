/**
 * Tests of the arithmetic, and the vocabulary that other modules' tests share: fixtures, tiles made
 * on the spot, a TIFF writer and a naive model.
 */
@NullMarked
package org.meltwatch.kernel;

import org.jspecify.annotations.NullMarked;
