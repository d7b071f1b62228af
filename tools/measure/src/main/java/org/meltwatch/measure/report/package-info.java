/** Tables, plots and pages made of results. */
@NullMarked
package org.meltwatch.measure.report;

import org.jspecify.annotations.NullMarked;
