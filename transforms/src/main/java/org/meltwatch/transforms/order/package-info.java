/**
 * Puts the layers of every tile key in order. {@link OrderLayers} is the door; what puts them in
 * order is {@code transforms.sequence}, which other steps can use for other items.
 */
@NullMarked
package org.meltwatch.transforms.order;

import org.jspecify.annotations.NullMarked;
