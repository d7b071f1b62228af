/** The challenger's messages: a batch's MessagePack map in, a result's out. */
@NullMarked
package org.meltwatch.io.wire;

import org.jspecify.annotations.NullMarked;
