/**
 * What a run comes to: counts, latencies, result files and {@code run.json}, all read from part
 * files.
 */
@NullMarked
package org.meltwatch.record.run;

import org.jspecify.annotations.NullMarked;
