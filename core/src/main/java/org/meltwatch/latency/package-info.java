/** How long answers take: the one place where response times are computed. */
@NullMarked
package org.meltwatch.latency;

import org.jspecify.annotations.NullMarked;
