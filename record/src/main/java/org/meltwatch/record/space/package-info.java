/** Defects in millimetres, for programs that show them in space. */
@NullMarked
package org.meltwatch.record.space;

import org.jspecify.annotations.NullMarked;
