/** Makes one run of an engine as a process, and measures it from outside. */
@NullMarked
package org.meltwatch.measure.run;

import org.jspecify.annotations.NullMarked;
