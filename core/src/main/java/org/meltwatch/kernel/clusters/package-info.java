/**
 * Query 3: DBSCAN over a tile's outliers. {@link Clustering} names the implementations of {@link
 * Clusterer}. Plain Java, without Beam.
 */
@NullMarked
package org.meltwatch.kernel.clusters;

import org.jspecify.annotations.NullMarked;
