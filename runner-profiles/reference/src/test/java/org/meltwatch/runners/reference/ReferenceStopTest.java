package org.meltwatch.runners.reference;

import org.meltwatch.conformance.StopConformance;

class ReferenceStopTest extends StopConformance {}
