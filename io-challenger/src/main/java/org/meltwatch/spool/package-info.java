/**
 * The spool: messages of the challenger as files, from their arrival until their results are out.
 * {@link org.meltwatch.spool.LaneSpool} writes and finds again what one lane received, {@link
 * org.meltwatch.spool.SpoolDirectory} looks at the whole, {@link org.meltwatch.spool.SpoolReader}
 * reads an image by the name of its file.
 */
@NullMarked
package org.meltwatch.spool;

import org.jspecify.annotations.NullMarked;
