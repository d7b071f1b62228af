/** What lets a run on Spark survive lost executors: reads are kept and handed out again. */
@NullMarked
package org.meltwatch.runners.spark.replay;

import org.jspecify.annotations.NullMarked;
