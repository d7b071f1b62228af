/**
 * A lane at work: fetches messages with threads of its own, keeps them until they are handed on, in
 * memory or in a spool. {@link LaneFetchers} is the door.
 */
@NullMarked
package org.meltwatch.io.fetch;

import org.jspecify.annotations.NullMarked;
