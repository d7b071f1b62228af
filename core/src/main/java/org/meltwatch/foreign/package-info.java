/** Text that somebody else wrote, before people see it. */
@NullMarked
package org.meltwatch.foreign;

import org.jspecify.annotations.NullMarked;
