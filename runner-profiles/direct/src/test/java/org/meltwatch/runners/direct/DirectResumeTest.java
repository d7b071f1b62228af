package org.meltwatch.runners.direct;

import org.meltwatch.conformance.ResumeConformance;

class DirectResumeTest extends ResumeConformance {}
