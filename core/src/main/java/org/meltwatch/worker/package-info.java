/** What one process of a run keeps beyond a step: {@link WorkerState} owns it all. */
@NullMarked
package org.meltwatch.worker;

import org.jspecify.annotations.NullMarked;
