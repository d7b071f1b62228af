package org.meltwatch.runners.flink;

import org.meltwatch.conformance.LaunchConformance;

class FlinkLaunchTest extends LaunchConformance {}
