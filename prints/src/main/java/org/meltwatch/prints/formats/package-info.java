/** Image files of all kinds, and how their values become the 16 bits that are worked on. */
@NullMarked
package org.meltwatch.prints.formats;

import org.jspecify.annotations.NullMarked;
