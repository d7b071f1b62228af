/**
 * What whoever replaces Splittable DoFns may choose, and the log of reads that they may supply. It
 * knows no other package of the library.
 */
@NullMarked
package org.meltwatch.sdf.settings;

import org.jspecify.annotations.NullMarked;
