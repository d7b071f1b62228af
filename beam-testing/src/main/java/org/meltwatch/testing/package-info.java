/** Beam's TestPipeline for JUnit 5 tests. */
@NullMarked
package org.meltwatch.testing;

import org.jspecify.annotations.NullMarked;
