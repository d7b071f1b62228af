/** Pictures of tiles, kept beside a run's rows for people to look at. */
@NullMarked
package org.meltwatch.record.pictures;

import org.jspecify.annotations.NullMarked;
