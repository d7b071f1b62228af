/** {@code print.json}: what a folder says of its print besides the images. */
@NullMarked
package org.meltwatch.prints.sheet;

import org.jspecify.annotations.NullMarked;
