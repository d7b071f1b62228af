/** Meltwatch as a plain sequential program, without Beam: the yardstick for every engine. */
@NullMarked
package org.meltwatch.runners.reference;

import org.jspecify.annotations.NullMarked;
