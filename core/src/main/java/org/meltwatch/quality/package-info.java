/** The image quality of a layer: whether its images can be trusted at all. */
@NullMarked
package org.meltwatch.quality;

import org.jspecify.annotations.NullMarked;
