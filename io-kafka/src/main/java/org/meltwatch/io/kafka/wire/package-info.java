/** What a record of a topic holds besides its message: {@link org.meltwatch.io.kafka.wire.Mark}. */
@NullMarked
package org.meltwatch.io.kafka.wire;

import org.jspecify.annotations.NullMarked;
