/** The rows of part files and how each looks as JSON and as a line of a result file. */
@NullMarked
package org.meltwatch.record.rows;

import org.jspecify.annotations.NullMarked;
