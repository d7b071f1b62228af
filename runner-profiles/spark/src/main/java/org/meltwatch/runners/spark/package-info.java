/** Meltwatch on Apache Spark, through Beam's Spark runner in streaming mode. */
@NullMarked
package org.meltwatch.runners.spark;

import org.jspecify.annotations.NullMarked;
