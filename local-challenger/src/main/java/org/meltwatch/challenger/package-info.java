/**
 * A challenger of one's own: the REST server that hands out a print's tiles and collects the
 * results, with a synthetic print or a folder of layer images, a stopwatch, a dashboard and faults
 * on demand. Knows no Beam. The doors are {@link org.meltwatch.challenger.LocalChallenger} and
 * {@link org.meltwatch.challenger.bench.Settings}.
 */
@NullMarked
package org.meltwatch.challenger;

import org.jspecify.annotations.NullMarked;
