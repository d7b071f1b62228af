/** Runs as the dashboard follows them: few numbers for each tile, whoever asks. */
@NullMarked
package org.meltwatch.dashboard.runs;

import org.jspecify.annotations.NullMarked;
