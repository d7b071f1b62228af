/** What options of any module have in common: how they are checked, and what a wrong one is. */
@NullMarked
package org.meltwatch.options;

import org.jspecify.annotations.NullMarked;
