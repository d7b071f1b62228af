/** The local challenger as a source: started for a run and stopped at its end. */
@NullMarked
package org.meltwatch.pipeline.local;

import org.jspecify.annotations.NullMarked;
