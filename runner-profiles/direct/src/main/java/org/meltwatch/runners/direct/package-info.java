/** Meltwatch on Beam's Direct runner: for tests and first looks. */
@NullMarked
package org.meltwatch.runners.direct;

import org.jspecify.annotations.NullMarked;
