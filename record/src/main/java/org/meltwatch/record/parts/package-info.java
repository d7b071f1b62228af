/** Part files: written by the workers while a run goes on, followed by whoever wants to know. */
@NullMarked
package org.meltwatch.record.parts;

import org.jspecify.annotations.NullMarked;
