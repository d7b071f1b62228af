/** Beam's TestPipeline for JUnit 5 tests, and a fuzzer with what it measures. */
@NullMarked
package org.meltwatch.testing;

import org.jspecify.annotations.NullMarked;
