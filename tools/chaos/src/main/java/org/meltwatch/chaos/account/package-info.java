/** Accounts for every tile of a run that was disturbed. */
@NullMarked
package org.meltwatch.chaos.account;

import org.jspecify.annotations.NullMarked;
