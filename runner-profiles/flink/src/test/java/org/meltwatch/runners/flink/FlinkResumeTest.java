package org.meltwatch.runners.flink;

import org.meltwatch.conformance.ResumeConformance;

class FlinkResumeTest extends ResumeConformance {}
