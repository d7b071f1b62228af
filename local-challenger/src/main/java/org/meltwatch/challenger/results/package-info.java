/** What can be read of the results that clients post, whatever they post. */
@NullMarked
package org.meltwatch.challenger.results;

import org.jspecify.annotations.NullMarked;
