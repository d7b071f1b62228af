/** A Splittable DoFn at work on one lane, driven through Beam's own invokers. */
@NullMarked
package org.meltwatch.sdf.dofn;

import org.jspecify.annotations.NullMarked;
