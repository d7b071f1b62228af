package org.meltwatch.runners.direct;

import org.meltwatch.conformance.LaunchConformance;

class DirectLaunchTest extends LaunchConformance {}
