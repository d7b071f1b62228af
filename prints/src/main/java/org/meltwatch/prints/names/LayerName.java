package org.meltwatch.prints.names;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a file's name says.
 *
 * @param number the layer's number; where numbers only order the files, what they are ordered by
 * @param zMm the height in millimetres, which is no multiple of the number, or null
 * @param print the print's name, or null
 * @param kind what the image shows where there are several of a layer, such as {@code Max}, or null
 */
public record LayerName(
    long number, @Nullable BigDecimal zMm, @Nullable String print, @Nullable String kind) {}
