/** Tests of the local challenger, and the clients and yardsticks they share. */
@NullMarked
package org.meltwatch.challenger;

import org.jspecify.annotations.NullMarked;
