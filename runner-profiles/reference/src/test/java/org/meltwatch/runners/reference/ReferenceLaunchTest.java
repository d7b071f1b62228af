package org.meltwatch.runners.reference;

import org.meltwatch.conformance.LaunchConformance;

class ReferenceLaunchTest extends LaunchConformance {}
