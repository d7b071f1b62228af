/** One run at the challenger: what is handed out, what has come back, and how long it took. */
@NullMarked
package org.meltwatch.challenger.bench;

import org.jspecify.annotations.NullMarked;
