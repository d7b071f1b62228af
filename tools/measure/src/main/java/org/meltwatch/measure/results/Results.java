package org.meltwatch.measure.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A whole measurement, as it is kept in {@code results.json}.
 *
 * @param machine where it was made, and of what
 * @param command the options that it was asked for
 * @param challenger the local challenger's options
 * @param engines the runners, in the order in which they are shown
 * @param runs all runs in the order in which they were made
 * @param problems why the measurement failed; empty if it did not
 * @param differences where two runs' result files differ; empty if they are identical
 * @param comparedRuns how many runs' result files were compared
 */
public record Results(
    Machine machine,
    List<String> command,
    List<String> challenger,
    List<Engine> engines,
    List<Run> runs,
    List<String> problems,
    List<String> differences,
    int comparedRuns) {

  public Results {
    command = List.copyOf(command);
    challenger = List.copyOf(challenger);
    engines = List.copyOf(engines);
    runs = List.copyOf(runs);
    problems = List.copyOf(problems);
    differences = List.copyOf(differences);
  }

  public static Results read(Path file) throws IOException {
    try {
      return Json.MAPPER.readValue(file.toFile(), Results.class);
    } catch (IOException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  public void write(Path file) throws IOException {
    Files.write(file, Json.MAPPER.writeValueAsBytes(this));
  }

  /** True if nothing went wrong and all result files are identical. */
  public boolean passed() {
    return problems.isEmpty() && differences.isEmpty();
  }

  /** Runs that count, for which a condition holds. */
  public List<Run> runs(String runner, Predicate<Condition> condition) {
    return measured()
        .filter(run -> run.runner().equals(runner) && condition.test(run.condition()))
        .toList();
  }

  /** Runs at full speed on all cores. */
  public List<Run> fullSpeed(String runner, String ordering) {
    return runs(runner, c -> c.set() == Condition.Set.FULL_SPEED && c.ordering().equals(ordering));
  }

  /** Runs as fast as can be with one ordering: in one process (0), or on so many workers. */
  public List<Run> asFastAsCanBe(String runner, String ordering, int workers) {
    return workers == 0
        ? fullSpeed(runner, ordering)
        : runs(runner, c -> c.equals(Condition.onWorkers(workers, ordering)));
  }

  /** The numbers of workers that runs were made with, rising; first 0, for none. */
  public List<Integer> workers() {
    return Stream.concat(Stream.of(0), measured().map(run -> run.condition().workers()))
        .distinct()
        .sorted()
        .toList();
  }

  /** All runs but the warm-ups. */
  public Stream<Run> measured() {
    return runs.stream().filter(run -> run.condition().set() != Condition.Set.WARM_UP);
  }

  /**
   * How many of the runs that count were made while the machine was busy with other work. Runs on a
   * cluster are left out: its own processes are not the run's, and look like others.
   */
  public long busyRuns() {
    return measured()
        .filter(run -> run.condition().workers() == 0 && run.load().isBusy(machine.cores()))
        .count();
  }
}
