/**
 * Decodes TIFF files of 16-bit greyscale tiles and refuses all others: {@link TiffDecoder} is the
 * door. Plain Java, without Beam.
 */
@NullMarked
package org.meltwatch.kernel.tiff;

import org.jspecify.annotations.NullMarked;
