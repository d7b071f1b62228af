package org.meltwatch.pipeline;

import org.meltwatch.pipeline.options.DashboardOptions;
import org.meltwatch.pipeline.options.OrderingOptions;
import org.meltwatch.pipeline.options.ReadingOptions;
import org.meltwatch.pipeline.options.RulesOptions;
import org.meltwatch.pipeline.options.RunOptions;
import org.meltwatch.pipeline.options.TrackingOptions;

/**
 * Meltwatch's options, whatever is read: each concern declares its own. Sources and engines have
 * theirs beside them.
 */
public interface MonitorOptions
    extends ReadingOptions,
        OrderingOptions,
        RulesOptions,
        TrackingOptions,
        RunOptions,
        DashboardOptions {}
