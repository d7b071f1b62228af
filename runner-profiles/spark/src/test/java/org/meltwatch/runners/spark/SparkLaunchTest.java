package org.meltwatch.runners.spark;

import org.meltwatch.conformance.LaunchConformance;

class SparkLaunchTest extends LaunchConformance {}
