package org.meltwatch.measure.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.measure.Measure;
import org.meltwatch.measure.results.Agreement;
import org.meltwatch.measure.results.Fixtures;
import org.meltwatch.measure.results.Results;

final class ReportTest {

  @TempDir private Path dir;

  @Test
  void of_aMeasurement_hasTheSectionsInOrder() throws Exception {
    assertEquals(
        List.of(
            "Measurement of 2026-01-02T03:04:05Z",
            "Queries, --ordering=buffer",
            "Queries, --ordering=event-time",
            "The challenger's own view",
            "Course of a run",
            "Distribution of response times",
            "Processor time and memory",
            "Starting and stopping",
            "Paced runs: service time and queueing",
            "Scaling with cores",
            "The paper's network",
            "What decides the comparison"),
        Report.of(Fixtures.results()).stream().map(Section::title).toList());
  }

  @Test
  void sections_queries_haveMediansWithTheirErrors() throws Exception {
    Section buffer = section("Queries, --ordering=buffer");

    assertEquals(
        List.of(
            "one",
            "Q3",
            "0.210 ± 0.025",
            "0.100 ± 0.000",
            "0.310 ± 0.025",
            "0.310 ± 0.025",
            "1.53 ± 0.03"),
        buffer.tables().get(0).rows().get(2));
    assertEquals(
        List.of("flink, n=1", "Q1", "0.056", "0.030", "0.111", "0.127", "188.689"),
        buffer.tables().get(1).rows().get(0));
    assertEquals(
        List.of("two, n=2", "Q3", "0.700", "0.100", "0.800", "0.800", "1.11"),
        buffer.tables().get(0).rows().get(8));
  }

  @Test
  void sections_whatDecides_hasTheOptionsOfEachEngine() throws Exception {
    Table options = section("What decides the comparison").tables().get(1);

    assertEquals(List.of("option", "one", "two"), options.header());
    assertEquals(List.of(List.of("--lanes", "4", "4")), options.rows());
  }

  @Test
  void sections_engineWithoutTimers_isSaidToHaveNoEventTime() throws Exception {
    Section eventTime = section("Queries, --ordering=event-time");

    assertTrue(
        eventTime
            .paragraphs()
            .contains(
                "Engine two has no event-time timers, so this ordering does not exist there."));
    assertEquals(3, eventTime.tables().get(0).rows().size());
  }

  @Test
  void sections_pacedRuns_haveRateAndFullSpeedBesides() throws Exception {
    Table paced = section("Paced runs: service time and queueing").tables().get(0);

    assertEquals(
        List.of("one", "25 %", "1.50", "0.015", "0.005", "0.010", "0.020", "0.020"),
        paced.rows().get(0));
    assertEquals(
        List.of("one", "full speed", "as asked for", "0.210", "0.100", "0.110", "0.310", "0.310"),
        paced.rows().get(1));
  }

  @Test
  void sections_ofRunsByKafka_haveThemBesideThoseThatReadTheChallenger() throws Exception {
    Section section =
        Report.of(Fixtures.byKafka()).stream()
            .filter(one -> one.title().equals("By way of Kafka"))
            .findFirst()
            .orElseThrow();

    assertEquals(
        List.of(
            List.of("one", "challenger", "4.0", "5.50", "", "0.00", "0.00", "3.00"),
            List.of("one", "topic", "4.0", "5.50", "1.00", "0.00", "0.00", "3.00")),
        section.tables().get(0).rows());
    assertEquals(
        List.of(
            List.of("one", "challenger", "40", "15.0", "10.0", "20.0", "20.0", "500.0", "750.0"),
            List.of("one", "topic", "40", "20.0", "15.0", "25.0", "25.0", "500.0", "750.0")),
        section.tables().get(1).rows());
    List<List<String>> queries = section.tables().get(2).rows();
    assertEquals(List.of("one", "Q1", "0.300", "0.100", "0.400", "0.400", "4.0"), queries.get(0));
    assertEquals(
        List.of("the paper's spark, n=1", "Q2", "1.525", "0.445", "3.019", "4.052", "9.65"),
        queries.get(4));
  }

  @Test
  void sections_scaling_countFullSpeedAsAllCores() throws Exception {
    Table scaling = section("Scaling with cores").tables().get(0);

    assertEquals(
        List.of("2", "4", "2", "4"), scaling.rows().stream().map(row -> row.get(1)).toList());
  }

  @Test
  void of_quietMachine_saysThatFilesAreIdenticalAndNothingOfBusyness() throws Exception {
    String text = String.join("\n", Report.of(Fixtures.results()).get(0).paragraphs());

    assertTrue(text.contains("of all 16 runs are identical to the byte."), text);
    assertFalse(text.contains("BUSY"), text);
    assertFalse(text.contains("FAILED"), text);
  }

  @Test
  void of_busyMachine_marksItselfByTheRunsInOneProcess() throws Exception {
    Results busy = Fixtures.results(List.of(), List.of(), 0.41);

    assertTrue(
        Report.of(busy)
            .get(0)
            .paragraphs()
            .get(2)
            .startsWith("BUSY MACHINE: during 13 of 14 runs"));
    assertTrue(html(busy).contains("The machine was busy with other work"));
    assertFalse(html(Fixtures.results()).contains("The machine was busy with other work"));
  }

  @Test
  void passed_aDifferenceOrAProblem_isFalseAndShown() throws Exception {
    Results differing = Fixtures.results(List.of(), List.of("q1.csv of b"), 0);
    Results failing = Fixtures.results(List.of("two-buffer-1 failed: <why>"), List.of(), 0);

    assertTrue(Fixtures.results().passed());
    assertFalse(differing.passed());
    assertFalse(failing.passed());
    assertTrue(html(differing).contains("FAILED, RESULT FILES DIFFER: q1.csv of b"));
    assertTrue(html(failing).contains("FAILED: two-buffer-1 failed: &lt;why&gt;"));
  }

  @Test
  void write_aMeasurement_leavesPlotsAndASelfContainedPage() throws Exception {
    String page = Files.readString(new ReportFiles(dir).write(Fixtures.results()));

    assertEquals(
        Set.of(
            "latency-over-time.png",
            "throughput-over-time.png",
            "latency-distribution.png",
            "cpu.png",
            "memory.png",
            "gc.png",
            "times.png",
            "paced.png",
            "scaling.png",
            "network.png"),
        new Plots(Fixtures.results()).png().keySet());
    assertFalse(page.contains("src=\"http") || page.contains("href="), "reaches outside");
    assertEquals(10, page.split("src=\"data:image/png;base64,", -1).length - 1);
  }

  @Test
  void replaced_betweenTheMarks_isTheTablesAlone() {
    Table table = new Table("Caption", List.of("a", "b"), List.of(List.of("1", "2|3")));
    String text =
        "before\n" + GeneratedSection.BEGIN + "\nold\n" + GeneratedSection.END + "\nafter";

    assertEquals(
        "before\n"
            + GeneratedSection.BEGIN
            + "\n\n## Title\n\nText.\n\nCaption\n\n| a | b |\n|---|---|\n| 1 | 2\\|3 |\n"
            + GeneratedSection.END
            + "\nafter",
        GeneratedSection.replaced(
            text, List.of(new Section("Title", List.of("Text."), List.of(), List.of(table)))));
    assertThrows(
        IllegalArgumentException.class, () -> GeneratedSection.replaced("none", List.of()));
  }

  @Test
  void of_twoMeasurements_saysWhichFiguresAgree() {
    List<String> lines = Agreement.of(Fixtures.results(), Fixtures.results());

    assertEquals(15, lines.size());
    assertEquals(
        "one buffer, CPU [ms/tile]: 12.500 ± 0.000, now 12.500 ± 0.000: agrees", lines.get(0));
    assertTrue(lines.stream().allMatch(line -> line.endsWith("agrees")));
  }

  @Test
  void run_wrongOptions_exitsWithTwo() {
    assertEquals(2, Measure.run("--repeats=0", "--output=" + dir.resolve("new")));
    assertEquals(2, Measure.run("--without=everything", "--output=" + dir.resolve("newer")));
    assertEquals(2, Measure.run("--output=" + dir));
    assertEquals(2, Measure.run("--unknown"));
    assertEquals(0, Measure.run("--help"));
  }

  @Test
  void run_keptResultsThatDiffer_exitsWithOne() throws Exception {
    Path kept = dir.resolve("results.json");
    Fixtures.results(List.of(), List.of("q1.csv of b"), 0).write(kept);
    assertEquals(1, Measure.run("--report=" + kept));

    Fixtures.results().write(kept);
    assertEquals(0, Measure.run("--report=" + kept, "--against=" + kept));
  }

  private static Section section(String title) throws Exception {
    return Report.of(Fixtures.results()).stream()
        .filter(section -> section.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static String html(Results results) throws Exception {
    return ReportFiles.html(results, Report.of(results), Map.of());
  }
}
