/** Meltwatch on Apache Flink, streaming: in this process or on a cluster. */
@NullMarked
package org.meltwatch.runners.flink;

import org.jspecify.annotations.NullMarked;
