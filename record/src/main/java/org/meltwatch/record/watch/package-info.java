/** Shows people how a run goes on and what it came to. */
@NullMarked
package org.meltwatch.record.watch;

import org.jspecify.annotations.NullMarked;
