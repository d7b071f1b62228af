/** What goes wrong on demand: with tiles, with calls, and with the network between. */
@NullMarked
package org.meltwatch.challenger.faults;

import org.jspecify.annotations.NullMarked;
