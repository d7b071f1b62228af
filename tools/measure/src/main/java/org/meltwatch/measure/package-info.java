/**
 * Head-to-head measurements: runs the engines one after the other, each as a process of its own and
 * on the same bench, and reports. What is known of an engine is what its launcher tells.
 */
@NullMarked
package org.meltwatch.measure;

import org.jspecify.annotations.NullMarked;
