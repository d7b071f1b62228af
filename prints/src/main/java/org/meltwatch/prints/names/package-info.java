/** What files' names say: which layer of which print, at which height. */
@NullMarked
package org.meltwatch.prints.names;

import org.jspecify.annotations.NullMarked;
