/** A print that nobody printed, the same on every machine: {@link SyntheticPrint} is the door. */
@NullMarked
package org.meltwatch.prints.synthetic;

import org.jspecify.annotations.NullMarked;
