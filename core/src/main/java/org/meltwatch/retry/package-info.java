/** When what has failed is tried again. */
@NullMarked
package org.meltwatch.retry;

import org.jspecify.annotations.NullMarked;
