/**
 * Layers in order per key, for any stateful step and any kind of item: {@link
 * org.meltwatch.transforms.sequence.InOrder} is the door.
 *
 * <p>A step that wants its items in order declares two states, a {@code ValueState} with a {@link
 * org.meltwatch.transforms.sequence.LayerSequence} and a {@code BagState} of items that wait, and
 * says in an {@link org.meltwatch.transforms.sequence.InOrder.Outlet} what becomes of an item when
 * its turn has come. {@code transforms.order} does so for tiles.
 */
@NullMarked
package org.meltwatch.transforms.sequence;

import org.jspecify.annotations.NullMarked;
