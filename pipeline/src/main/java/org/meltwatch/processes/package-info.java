/**
 * Child processes that end with their parent: Java virtual machines, challengers, clusters on
 * loopback.
 */
@NullMarked
package org.meltwatch.processes;

import org.jspecify.annotations.NullMarked;
