/**
 * The values that travel through Meltwatch: tiles as they are handed out, images, windows and
 * results. Plain data, without Beam; {@code org.meltwatch.coders} says how each is encoded. The
 * words are those of docs/semantics.md.
 */
@NullMarked
package org.meltwatch.model;

import org.jspecify.annotations.NullMarked;
