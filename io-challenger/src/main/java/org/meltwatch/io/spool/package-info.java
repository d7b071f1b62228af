/**
 * The spool: messages of the challenger as files, from their arrival until their results are out.
 * {@link org.meltwatch.io.spool.LaneSpool} writes and finds again what one lane received, {@link
 * org.meltwatch.io.spool.SpoolDirectory} looks at the whole, {@link
 * org.meltwatch.io.spool.SpoolReader} reads an image by the name of its file.
 */
@NullMarked
package org.meltwatch.io.spool;

import org.jspecify.annotations.NullMarked;
