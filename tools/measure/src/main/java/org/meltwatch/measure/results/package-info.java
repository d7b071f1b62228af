/** What was measured, as it is kept in {@code results.json}. */
@NullMarked
package org.meltwatch.measure.results;

import org.jspecify.annotations.NullMarked;
