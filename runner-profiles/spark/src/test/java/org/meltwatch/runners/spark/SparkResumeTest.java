package org.meltwatch.runners.spark;

import org.meltwatch.conformance.ResumeConformance;

class SparkResumeTest extends ResumeConformance {}
