/**
 * Starts Meltwatch: in a Java virtual machine of its own, with the flags that its runner needs. A
 * child always ends with its parent: it watches a pipe that closes when the parent is gone, however
 * that came about.
 */
@NullMarked
package org.meltwatch.launch;

import org.jspecify.annotations.NullMarked;
