/**
 * Defects through the layers, as a stateful step: {@link
 * org.meltwatch.transforms.plates.TrackDefects} is the door.
 */
@NullMarked
package org.meltwatch.transforms.plates;

import org.jspecify.annotations.NullMarked;
