package org.meltwatch.chaos.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class FlatnessTest {

  @Test
  void problems_ofACourseThatWarmsUpAndStays_areNone() {
    assertEquals(
        List.of(),
        Flatness.problems(samples(i -> i < 10 ? 200 + 80 * i : 1000 + i % 7), seconds(i -> 0.1)));
  }

  @Test
  void problems_ofMemoryThatGrows_nameIt() {
    List<String> problems = Flatness.problems(samples(i -> 500 + 10 * i), seconds(i -> 0.1));
    assertEquals(List.of("memory grows: 870.0 MiB, then 1370.0"), problems);
  }

  @Test
  void problems_ofSlowerAndSlowerAnswers_nameThem() {
    List<String> problems = Flatness.problems(samples(i -> 500), seconds(i -> i));
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith("p99 of the response time grows"), problems.get(0));
  }

  @Test
  void problems_ofTooFewLooks_sayThatNothingCanBeTold() {
    List<String> problems = Flatness.problems(List.of(), Map.of());
    assertEquals(5, problems.size(), problems::toString);
  }

  /** This very process, for want of another one that is sure to be there. */
  @Test
  void sample_ofAProcess_holdsWhatItHolds() throws Exception {
    Sample sample = Sample.of(1, List.of(ProcessHandle.current().pid()), Path.of("no such spool"));
    assertTrue(sample.residentMib() > 10, sample::toString);
    assertTrue(sample.threads() > 3, sample::toString);
    assertTrue(sample.openFiles() > 3, sample::toString);
    assertEquals(0, sample.spoolFiles());
    assertEquals(0, Sample.of(1, List.of(Long.MAX_VALUE), Path.of("no such spool")).threads());
  }

  private static List<Sample> samples(IntToDoubleFunction memory) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      samples.add(new Sample(i, memory.applyAsDouble(i), 40, 90, 12));
    }
    return samples;
  }

  private static Map<Double, Double> seconds(IntToDoubleFunction slowest) {
    Map<Double, Double> bySecond = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      bySecond.put((double) i, slowest.applyAsDouble(i));
    }
    return bySecond;
  }
}
