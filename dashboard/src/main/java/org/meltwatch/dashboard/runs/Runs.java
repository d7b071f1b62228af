package org.meltwatch.dashboard.runs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.parts.PartFiles;

/**
 * The runs that are served: one results directory, or a folder of many. Each is followed from when
 * it is first asked for; of those that are over a few are kept in memory. Thread-safe.
 */
public final class Runs {

  /** What the only run is called. */
  public static final String THIS = "this";

  /** The most runs of a folder that are shown: the newest. */
  public static final int MOST_RUNS = 500;

  private static final int MOST_KEPT = 8;

  private final Path served;
  private final @Nullable BooleanSupplier alive;
  private final Map<String, FollowedRun> followed = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Object> cards = new ConcurrentHashMap<>();

  private Runs(Path served, @Nullable BooleanSupplier alive) {
    this.served = served;
    this.alive = alive;
  }

  /** One results directory, or a folder of many; it need not exist yet. */
  public static Runs in(Path served) {
    return new Runs(served, null);
  }

  /** The run of this very process, which holds the claim on its directory. */
  public static Runs of(Path dir, BooleanSupplier alive) {
    return new Runs(dir, alive);
  }

  /** True if one results directory is served. */
  public boolean isOne() {
    return alive != null || isRun(served);
  }

  /**
   * The names of all runs, the newest first.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<String> names() throws IOException {
    if (isOne()) {
      return List.of(THIS);
    }
    record Found(String name, long changed) {}
    List<Found> found = new ArrayList<>();
    if (Files.isDirectory(served)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(served)) {
        for (Path child : children) {
          if (isRun(child)) {
            long changed = Files.getLastModifiedTime(child).toMillis();
            found.add(new Found(String.valueOf(child.getFileName()), changed));
          }
        }
      }
    }
    return found.stream()
        .sorted(Comparator.comparingLong(Found::changed).reversed().thenComparing(Found::name))
        .limit(MOST_RUNS)
        .map(Found::name)
        .toList();
  }

  /**
   * The run of a name, or null if there is none.
   *
   * @throws IOException if the folder cannot be read
   */
  public @Nullable FollowedRun get(String name) throws IOException {
    synchronized (followed) {
      FollowedRun known = followed.get(name);
      if (known != null) {
        return known;
      }
    }
    // Only what the folder itself has told can be a path.
    if (!names().contains(name)) {
      return null;
    }
    synchronized (followed) {
      return followed.computeIfAbsent(name, this::follow);
    }
  }

  /**
   * A run in short; null if there is none of that name. Of a run that is over the card is kept.
   *
   * @param millis how old what it says may be
   * @throws IOException if the folder cannot be read
   */
  public @Nullable Object card(String name, long millis) throws IOException {
    Object known = cards.get(name);
    if (known != null) {
      return known;
    }
    FollowedRun run = get(name);
    if (run == null) {
      return null;
    }
    run.poll(millis);
    synchronized (run) {
      Object card = RunCard.of(run);
      if (run.isOver()) {
        cards.put(name, card);
      }
      return card;
    }
  }

  /** Lets go of runs that are over, but for the last few that were asked for. */
  public void trim() {
    synchronized (followed) {
      long over = followed.values().stream().filter(FollowedRun::isOver).count();
      Iterator<FollowedRun> oldest = followed.values().iterator();
      while (over > MOST_KEPT && oldest.hasNext()) {
        FollowedRun run = oldest.next();
        if (run.isOver() && run.log().followers() == 0) {
          oldest.remove();
          over--;
        }
      }
    }
  }

  private FollowedRun follow(String name) {
    Path dir = isOne() ? served : served.resolve(name);
    return new FollowedRun(name, dir, alive == null ? Liveness.of(dir) : alive);
  }

  private static boolean isRun(Path dir) {
    return Files.isDirectory(PartFiles.directory(dir))
        || Files.isRegularFile(dir.resolve("run.json"))
        || Files.isRegularFile(dir.resolve("started.json"));
  }
}
