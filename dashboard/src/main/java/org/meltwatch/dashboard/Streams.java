package org.meltwatch.dashboard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.meltwatch.dashboard.http.EventStream;
import org.meltwatch.dashboard.http.Exchange;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages that follow runs. One thread polls runs that a page follows, and no others. */
final class Streams implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
  private static final int MOST_PAGES = 64;
  private static final long TICK_MILLIS = 200;

  private final Map<EventStream, FollowedRun> pages = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Streams::thread);

  Streams() {
    var unused =
        timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How many pages there are. */
  int size() {
    return pages.size();
  }

  /** Begins to tell a page of a run. */
  void add(Exchange exchange, FollowedRun run) {
    if (pages.size() >= MOST_PAGES) {
      throw Refusal.busy(MOST_PAGES + " pages follow runs already");
    }
    run.log().follow(true);
    if (run.log().followers() == 1) {
      // What was before is no news: the page reads it.
      run.forgetNews();
    }
    pages.put(EventStream.open(exchange, run.log()), run);
  }

  private void tick() {
    try {
      Set<FollowedRun> followed = new HashSet<>(pages.values());
      for (FollowedRun run : followed) {
        run.pollNowAndThen();
        run.publish();
      }
      for (EventStream page : List.copyOf(pages.keySet())) {
        if (!page.pump()) {
          leave(page);
        }
      }
    } catch (RuntimeException e) {
      // The next tick tries again.
      LOG.error("following runs failed", e);
    }
  }

  private void leave(EventStream page) {
    FollowedRun run = pages.remove(page);
    if (run != null) {
      run.log().follow(false);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    for (EventStream page : new ArrayList<>(pages.keySet())) {
      leave(page);
      page.close();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "meltwatch-dashboard-follow");
    thread.setDaemon(true);
    return thread;
  }
}
