/** Keeps directories of runs apart: {@link DirectoryLock} is the door. */
@NullMarked
package org.meltwatch.lock;

import org.jspecify.annotations.NullMarked;
