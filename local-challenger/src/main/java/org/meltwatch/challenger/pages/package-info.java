/** The pages under {@code /dash} and the plots of tiles. */
@NullMarked
package org.meltwatch.challenger.pages;

import org.jspecify.annotations.NullMarked;
