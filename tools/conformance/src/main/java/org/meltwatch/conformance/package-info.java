/**
 * What every engine must do, in one class: each runner profile's module extends it; and a
 * challenger that misbehaves.
 */
@NullMarked
package org.meltwatch.conformance;

import org.jspecify.annotations.NullMarked;
