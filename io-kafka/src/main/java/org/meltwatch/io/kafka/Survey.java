package org.meltwatch.io.kafka;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a topic was found to hold.
 *
 * @param bench the bench that is read; null if its records have no header of ours
 * @param challenger the address of the challenger that wants the results; null if none is named
 * @param firsts for each lane an offset that none of its records lies below
 */
record Survey(@Nullable String bench, @Nullable String challenger, List<Long> firsts) {}
