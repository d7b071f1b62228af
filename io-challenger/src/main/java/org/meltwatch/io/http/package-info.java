/**
 * The challenger's REST calls: {@link ChallengerClient} makes them, repeats them where that can
 * help, and says clearly what went wrong.
 */
@NullMarked
package org.meltwatch.io.http;

import org.jspecify.annotations.NullMarked;
