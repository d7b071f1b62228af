/** Layers as files: folders of images to be read, TIFF files to be written. */
@NullMarked
package org.meltwatch.prints.files;

import org.jspecify.annotations.NullMarked;
