package org.meltwatch.prints.files;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a layer's image is.
 *
 * @param number the layer's number by the name of its file, or by its place in the file
 * @param file the file
 * @param page its place among the layers of the file, from 0
 * @param zMm its height in millimetres by the file's name, or null
 */
record LayerPlace(long number, Path file, int page, @Nullable BigDecimal zMm) {}
