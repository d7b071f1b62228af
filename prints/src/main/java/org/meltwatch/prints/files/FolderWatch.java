package org.meltwatch.prints.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.names.AutoNames;
import org.meltwatch.prints.names.NamePattern;
import org.meltwatch.ranges.Ranges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a folder and tells of its layers in their order, each when its file is whole.
 *
 * <p>The folder is listed again and again, as shares lose events; an event only makes it sooner. A
 * layer that is not there is missing once a later one has been whole for a while, or the print is
 * over.
 */
final class FolderWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /** A file of this name says that the print is over. */
  private static final String END = "END";

  private static final long LOOK_MILLIS = 50;
  private static final long LIST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final WatchedPrint print;
  private final Path folder;
  private final FolderSettings settings;
  private final WatchSettings watch;
  private final PrintAccount account;
  private final WatchedPrint.Listener listener;

  private @Nullable NamePattern pattern;
  private @Nullable FolderNames names;
  private int listed;

  /** Files of layers that are not decided yet, by their numbers. */
  private final TreeMap<Long, GrowingFile> waiting = new TreeMap<>();

  private final Ranges givenUp = new Ranges();
  private int layers;
  private long firstNumber;
  private long next;
  private long changed;
  private long nextList;

  FolderWatch(
      WatchedPrint print,
      Path folder,
      FolderSettings settings,
      WatchSettings watch,
      PrintAccount account,
      WatchedPrint.Listener listener) {
    this.print = print;
    this.folder = folder;
    this.settings = settings;
    this.watch = watch;
    this.account = account;
    this.listener = listener;
    this.pattern = settings.names();
  }

  @Override
  public void run() {
    try (WatchService events = folder.getFileSystem().newWatchService()) {
      folder.register(
          events, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      changed = System.nanoTime();
      nextList = changed;
      while (!step(System.nanoTime())) {
        awaitEvent(events);
      }
      listener.ended();
    } catch (InterruptedException e) {
      LOG.debug("the folder is watched no more", e);
    } catch (UnusablePrintException e) {
      listener.failed(e);
    } catch (IOException | RuntimeException e) {
      LOG.error("folder {} cannot be watched", folder, e);
      listener.failed(
          new UnusablePrintException("folder %s cannot be watched: %s".formatted(folder, e), e));
    }
  }

  private void awaitEvent(WatchService events) throws InterruptedException {
    WatchKey key = events.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    if (key != null) {
      key.pollEvents();
      key.reset();
      nextList = System.nanoTime();
    }
  }

  /** Looks, and takes all that can be taken; true if the print is over. */
  private boolean step(long now) throws InterruptedException {
    if (now - nextList >= 0) {
      list(now);
      nextList = now + LIST_NANOS;
    }
    for (GrowingFile file : waiting.values()) {
      long before = file.stillSince();
      file.look(now);
      changed = file.stillSince() - before == 0 ? changed : now;
    }
    boolean over = isToldToEnd(now);
    while (!isFull() && decideNext(System.nanoTime(), over)) {
      changed = System.nanoTime();
    }
    return isFull() || (over && waiting.isEmpty());
  }

  private boolean isFull() {
    return watch.layers() != null && layers >= watch.layers();
  }

  private boolean isToldToEnd(long now) {
    boolean idle = watch.idleEnd() != null && now - changed >= watch.idleEnd().toNanos();
    return idle || Files.exists(folder.resolve(END));
  }

  private void list(long now) {
    FolderFiles files = FolderFiles.list(folder, settings.recursive());
    Map<String, Path> images = files.images();
    if (images.size() == listed || images.isEmpty()) {
      return;
    }
    try {
      pattern = pattern == null ? AutoNames.begin(images.keySet()) : pattern;
    } catch (IllegalArgumentException e) {
      throw new UnusablePrintException("folder %s: %s".formatted(folder, e.getMessage()), e);
    }
    if (pattern == null) {
      return;
    }
    if (!pattern.counts()) {
      throw new UnusablePrintException(
          "layerName (%s) must have a group (?<layer>\\d+) where a print is watched: whether a number"
                  .formatted(pattern)
              + " that only orders files is missing cannot be known");
    }
    listed = images.size();
    FolderNames read = FolderNames.read(folder, images, pattern, settings);
    names = read;
    account.ignored(files.others() + read.unfit());
    for (Map.Entry<Long, Path> file : read.files().entrySet()) {
      add(file.getKey(), file.getValue(), now);
    }
  }

  private void add(long number, Path file, long now) {
    if (givenUp.contains(number)) {
      account.late(number, file);
    } else if (layers > 0 && number < next) {
      if (number < firstNumber) {
        account.late(number, file);
      }
    } else if (!waiting.containsKey(number)) {
      waiting.put(number, new GrowingFile(file, now));
      changed = now;
    }
  }

  /** Decides what becomes of the next layer, if that is clear; false if it is not. */
  private boolean decideNext(long now, boolean over) throws InterruptedException {
    waiting.values().removeIf(file -> !file.isThere());
    if (waiting.isEmpty()) {
      return false;
    }
    long first = waiting.firstKey();
    if (layers == 0) {
      next = first;
      firstNumber = first;
    }
    GrowingFile file = waiting.get(next);
    if (file == null) {
      return isProvenMissing(now, over) && skip(first);
    }
    return file.isDue(now, watch.settle().toNanos()) && take(file, now);
  }

  /** A later layer has been whole for a while, and no earlier one is being written. */
  private boolean isProvenMissing(long now, boolean over) {
    long patience = watch.settle().plus(watch.layerGrace()).toNanos();
    return over || waiting.values().stream().anyMatch(later -> later.stillNanos(now) >= patience);
  }

  private boolean skip(long first) throws InterruptedException {
    long last =
        watch.layers() == null
            ? first - 1
            : Math.min(first - 1, next + watch.layers() - layers - 1);
    account.missing(next, last);
    givenUp.add(next, last);
    for (; next <= last; next++) {
      print.addMissing(next);
      listener.layer(layers++, List.of(), System.nanoTime());
    }
    return true;
  }

  private boolean take(GrowingFile file, long now) throws InterruptedException {
    LayerPlace place = place();
    try {
      List<Image> tiles = print.take(place);
      decided();
      listener.layer(layers++, tiles, file.stillSince());
      return true;
    } catch (IOException e) {
      if (file.stillNanos(now) < watch.badAfter().toNanos()) {
        LOG.debug("{} is not whole yet", place.file(), e);
        file.tryAgainAt(now + watch.settle().toNanos());
        return false;
      }
      if (!settings.skipBad()) {
        throw new UnusablePrintException(
            "%s: %s; --onBadLayer=skip makes it a missing layer"
                .formatted(place.file(), LayerReader.reason(e)),
            e);
      }
      account.bad(place, LayerReader.reason(e));
      print.addMissing(place.number());
      decided();
      listener.layer(layers++, List.of(), now);
      return true;
    }
  }

  private LayerPlace place() {
    if (names == null) {
      throw new IllegalStateException("no names are known");
    }
    Path file = names.files().get(next);
    if (file == null) {
      throw new IllegalStateException("there is no file for layer " + next);
    }
    return new LayerPlace(next, file, 0, names.nameOf(file).zMm());
  }

  private void decided() {
    waiting.remove(next);
    next++;
  }
}
