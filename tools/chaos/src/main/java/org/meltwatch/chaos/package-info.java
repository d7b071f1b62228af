/**
 * Runs that are disturbed on purpose, as processes of their own: the challenger misbehaves,
 * processes are killed, disks run full. After each every tile that was handed out is accounted for.
 */
@NullMarked
package org.meltwatch.chaos;

import org.jspecify.annotations.NullMarked;
