/**
 * The whole of docs/semantics.md as a plain sequential program: {@link ReferenceModel} is what the
 * pipeline must equal on any engine.
 */
@NullMarked
package org.meltwatch.reference;

import org.jspecify.annotations.NullMarked;
