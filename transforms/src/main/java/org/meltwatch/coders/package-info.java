/**
 * How the model is encoded between workers and in state. Beam finds these coders by itself: {@link
 * org.meltwatch.coders.ModelCoders} is registered as a service.
 */
@NullMarked
package org.meltwatch.coders;

import org.jspecify.annotations.NullMarked;
