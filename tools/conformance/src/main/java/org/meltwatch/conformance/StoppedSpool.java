package org.meltwatch.conformance;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.LaneFetchers;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.spool.SpooledFile;
import org.meltwatch.worker.WorkerState;

/** Spools as runs leave them that were stopped or killed with some layers answered. */
public final class StoppedSpool {

  private final Path spool;

  private StoppedSpool(Path spool) {
    this.spool = spool;
  }

  /** All messages of a new bench, read by one lane that is then left as it is. */
  public static StoppedSpool of(Path spool, String challenger)
      throws IOException, InterruptedException {
    ChallengerClient client = ChallengerClient.at(URI.create(challenger));
    Bench bench = client.create("token", "stopped", true, null);
    client.start(bench);
    Lane lane =
        LaneFetchers.ofProcess()
            .lane(
                bench,
                LaneRestriction.whole(0, 1),
                FetchSettings.DEFAULT.withSpool(spool.toString()));
    Lane.Next next = Lane.Next.NOTHING_YET;
    while (next != Lane.Next.END) {
      next = lane.await(Duration.ofSeconds(1));
      if (next == Lane.Next.MESSAGE) {
        lane.handOn();
      }
    }
    WorkerState.close();
    return new StoppedSpool(spool);
  }

  /**
   * What a run leaves that was killed when these layers had been answered and removed.
   *
   * @return the batch ids of the two layers above them, whose windows cannot be built any more
   */
  public Set<Long> killedAbove(int lastRemoved) throws IOException {
    Set<Long> cut = new TreeSet<>();
    for (SpooledFile file : SpoolDirectory.messages(spool.toString())) {
      int layer = requireNonNull(file.header().layer());
      if (layer <= lastRemoved) {
        Files.delete(Path.of(file.file()));
      } else if (layer <= lastRemoved + 2) {
        cut.add(requireNonNull(file.header().seqId()));
      }
    }
    return cut;
  }

  /** What a run leaves that was stopped when these layers had been answered. */
  public void stoppedAbove(int lastAnswered) throws IOException {
    for (SpooledFile file : SpoolDirectory.messages(spool.toString())) {
      int layer = requireNonNull(file.header().layer());
      Path path = Path.of(file.file());
      if (layer <= lastAnswered - 2) {
        Files.delete(path);
      } else if (layer <= lastAnswered) {
        Path below = spool.resolve("below").resolve(path.getParent().getFileName());
        Files.move(path, Files.createDirectories(below).resolve(path.getFileName()));
      }
    }
    forgetReaders();
  }

  private void forgetReaders() throws IOException {
    try (Stream<Path> files = Files.walk(spool)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".msg")) {
          Files.delete(file);
        }
      }
    }
  }
}
