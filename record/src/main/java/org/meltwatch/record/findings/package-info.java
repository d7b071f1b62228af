/** What a run has found, as people speak of it: for the terminal, for reports, for pages. */
@NullMarked
package org.meltwatch.record.findings;

import org.jspecify.annotations.NullMarked;
