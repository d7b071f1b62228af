package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meltwatch.processes.JvmFlags;

class JvmFlagsTest {

  @Test
  void tests_runWithTheFlagsOfARun() {
    List<String> missing = new ArrayList<>(JvmFlags.opens());
    missing.removeAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    assertEquals(List.of(), missing);
  }
}
