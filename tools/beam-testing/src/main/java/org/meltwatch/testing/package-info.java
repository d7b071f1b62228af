/**
 * Beam's TestPipeline for JUnit 5 tests, a fuzzer with what it measures, and what Linux tells of a
 * process.
 */
@NullMarked
package org.meltwatch.testing;

import org.jspecify.annotations.NullMarked;
