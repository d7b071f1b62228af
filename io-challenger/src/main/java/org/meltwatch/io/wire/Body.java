package org.meltwatch.io.wire;

/**
 * An answer's body, as much of it as was allowed.
 *
 * @param bytes the body, or its beginning if it was over-long; owned by whoever holds this
 * @param length the body's length as far as known: the declared one, or what had come in
 * @param whole false if the body was over-long
 */
public record Body(byte[] bytes, long length, boolean whole) {}
