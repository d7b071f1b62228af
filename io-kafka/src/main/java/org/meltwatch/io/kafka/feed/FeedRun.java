package org.meltwatch.io.kafka.feed;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.http.Asking;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.kafka.wire.Mark;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.source.RunSpool;
import org.meltwatch.io.source.SpoolRetention;
import org.meltwatch.lock.DirectoryLock;
import org.meltwatch.lock.LockedException;
import org.meltwatch.model.received.Shortfall;
import org.meltwatch.options.UsageException;
import org.meltwatch.retry.Retries;
import org.meltwatch.worker.WorkerState;

/** One feed, from its bench to the last acknowledgement. */
final class FeedRun {

  private static final Duration STEP = Duration.ofMillis(200);
  private static final long AWAY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final FeedSettings settings;
  private final PrintStream out;
  private final PrintStream err;
  private boolean away;

  FeedRun(FeedSettings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  /** Feeds; returns the exit code. */
  int run() throws IOException, InterruptedException {
    Path directory = settings.spoolDir();
    Files.createDirectories(directory);
    DirectoryLock lock = lock(directory);
    int code;
    try {
      code = feed(state(directory));
    } finally {
      lock.close();
    }
    removeEmpty(directory);
    return code;
  }

  private static DirectoryLock lock(Path directory) throws IOException {
    try {
      return DirectoryLock.takeOver(directory);
    } catch (LockedException e) {
      throw new UsageException("--spoolDir: " + e.getMessage(), e);
    }
  }

  /** A new feed, or the one that was killed. */
  private FeedState state(Path directory) throws IOException, InterruptedException {
    FeedState before = FeedState.read(directory);
    if (before == null) {
      return new FeedBeginning(settings, line -> say("%s", line)).begin();
    }
    requireSame(before);
    FeedState state = before.restarted();
    state.write(directory);
    say("going on with bench %s in topic %s", state.bench(), state.topic());
    return state;
  }

  private void requireSame(FeedState state) {
    boolean same =
        URI.create(state.challenger()).equals(Bench.at(settings.challenger()))
            && settings.topic().named(state.bench()).equals(state.topic())
            && state.firsts().size() == settings.lanes().count();
    if (!same) {
      throw new UsageException(
          "--spoolDir (%s) holds a feed of %s into topic %s with %s lanes: go on with that, or name"
                  .formatted(
                      settings.spoolDir(), state.challenger(), state.topic(), state.firsts().size())
              + " another directory");
    }
  }

  private int feed(FeedState state) throws IOException, InterruptedException {
    int lanes = state.firsts().size();
    List<@Nullable Mark> last =
        new TopicEnds(settings.brokers(), state.topic(), settings.patience().brokers())
            .last(state.bench(), state.firsts());
    long[] from = new long[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      Mark mark = last.get(lane);
      from[lane] = mark == null ? 0 : mark.position() + 1;
    }
    Acknowledgements acknowledgements = new Acknowledgements(from);
    String spool = settings.spoolDir().resolve("spool").toString();
    RunSpool kept =
        RunSpool.of(
            spool,
            lanes,
            new SpoolRetention.Rules(false, false, false),
            acknowledgements,
            state.restarts() == 0 ? null : (seqId, micros, origin, key, layer) -> true);
    Bench bench = new Bench(URI.create(state.challenger()), state.bench());
    if (state.restarts() > 0 && last.stream().allMatch(Objects::isNull)) {
      startAgain(bench);
    }
    KafkaProducer<byte[], byte[]> producer =
        settings.brokers().producer("meltwatch-feed", settings.patience().brokers());
    try {
      List<FedLane> fed = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        Mark mark = last.get(lane);
        if (mark == null || mark.kind() != Mark.Kind.END) {
          LaneRestriction rest = LaneRestriction.whole(lane, lanes).startingAt(from[lane]);
          fed.add(new FedLane(state, bench, rest, fetching(spool), producer, acknowledgements));
          threads.add(new Thread(fed.get(fed.size() - 1), "meltwatch-feed-" + lane));
        }
      }
      threads.forEach(Thread::start);
      watch(threads, acknowledgements, kept);
      acknowledgements.requireWell();
      return conclude(state, bench, fed, acknowledgements, kept);
    } finally {
      producer.close(CLOSING);
      WorkerState.close();
    }
  }

  /** It may have been killed before it came to that. */
  private void startAgain(Bench bench) throws InterruptedException {
    try {
      ChallengerClient.at(bench.challenger()).start(bench);
    } catch (IOException e) {
      say("the bench was not started again: %s", e.getMessage());
    }
  }

  private FetchSettings fetching(String spool) {
    FeedSettings.Patience patience = settings.patience();
    return FetchSettings.DEFAULT
        .withPrefetch(settings.lanes().prefetch())
        .withAsking(
            FetchSettings.DEFAULT
                .asking()
                .withEndConfirm(patience.endConfirm())
                .withPatience(patience.challenger()))
        .withSpool(spool);
  }

  /** Until all lanes have ended and all is acknowledged, or something has failed. */
  private void watch(List<Thread> threads, Acknowledgements acknowledgements, RunSpool kept)
      throws IOException, InterruptedException {
    boolean busy = true;
    while (busy && !acknowledgements.hasFailed()) {
      Thread.sleep(STEP.toMillis());
      busy = threads.stream().anyMatch(Thread::isAlive) || !acknowledgements.isAllAcknowledged();
      kept.step();
      tellOfBrokers(acknowledgements.silentNanos());
    }
  }

  private void tellOfBrokers(long silentNanos) {
    if (!away && silentNanos > AWAY_NANOS) {
      away = true;
      say(
          "brokers %s say nothing: waiting for them, %d s at the most; what came in is kept",
          settings.brokers(), settings.patience().brokers().toSeconds());
    } else if (away && silentNanos < AWAY_NANOS) {
      away = false;
      say("brokers are back");
    }
  }

  private int conclude(
      FeedState state,
      Bench bench,
      List<FedLane> lanes,
      Acknowledgements acknowledgements,
      RunSpool kept)
      throws IOException, InterruptedException {
    kept.step();
    kept.finish();
    FeedState.forget(settings.spoolDir());
    int code = Feed.OK;
    for (FedLane lane : lanes) {
      Shortfall shortfall = lane.shortfall();
      if (shortfall != null && shortfall.lostAnswers() > 0) {
        say("%d answers of the challenger never arrived", shortfall.lostAnswers());
        code = Feed.INCOMPLETE;
      }
      if (shortfall != null && shortfall.givenUp() != null) {
        say("a lane was given up: %s", shortfall.givenUp());
        code = Feed.INCOMPLETE;
      }
    }
    if (state.restarts() > 0) {
      say(
          "the feed was started again %d times: a challenger that does not repeat may have had %d"
              + " answers on their way, and the run names the batches that are missing",
          state.restarts(), (long) state.restarts() * settings.lanes().prefetch() * lanes.size());
    }
    if (settings.endBench()) {
      ChallengerClient.at(bench.challenger(), Asking.DEFAULT.withRetries(Retries.DEFAULT))
          .end(bench);
    }
    out.printf(
        Locale.ROOT,
        "%d records written; to be read by --source=kafka --brokers=%s --topic=%s --bench=%s%n",
        acknowledgements.count(),
        settings.brokers(),
        state.topic(),
        state.bench());
    return code;
  }

  private void say(String text, Object... values) {
    err.println("feed: " + String.format(Locale.ROOT, text, values));
  }

  private static void removeEmpty(Path directory) throws IOException {
    try {
      Files.delete(directory);
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      // What is left is for whoever looks into it.
      return;
    }
  }
}
