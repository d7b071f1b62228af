/** What processes hold in the course of a long run, and whether it grows. */
@NullMarked
package org.meltwatch.chaos.course;

import org.jspecify.annotations.NullMarked;
