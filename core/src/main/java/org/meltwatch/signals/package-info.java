/** What the operating system tells a process: the signals by which it is asked to end. */
@NullMarked
package org.meltwatch.signals;

import org.jspecify.annotations.NullMarked;
