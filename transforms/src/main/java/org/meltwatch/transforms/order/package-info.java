/**
 * Puts the layers of every tile key in order. {@link OrderLayers} is the door; the bookkeeping is
 * plain classes of its own.
 */
@NullMarked
package org.meltwatch.transforms.order;

import org.jspecify.annotations.NullMarked;
