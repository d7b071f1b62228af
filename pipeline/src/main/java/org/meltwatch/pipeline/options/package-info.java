/** Options by concern: each interface declares them, and its settings check and hold them. */
@NullMarked
package org.meltwatch.pipeline.options;

import org.jspecify.annotations.NullMarked;
