/** State of stateful steps: how it is encoded, and a map that is never changed in place. */
@NullMarked
package org.meltwatch.transforms.state;

import org.jspecify.annotations.NullMarked;
