/** What every engine must do, in one class: each runner profile's module extends it. */
@NullMarked
package org.meltwatch.conformance;

import org.jspecify.annotations.NullMarked;
