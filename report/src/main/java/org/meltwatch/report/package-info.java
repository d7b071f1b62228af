/**
 * The print report: what a run has found in one page of HTML that needs nothing else, for quality
 * assurance, on screens and on A4 paper.
 */
@NullMarked
package org.meltwatch.report;

import org.jspecify.annotations.NullMarked;
