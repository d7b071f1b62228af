package org.meltwatch.prints.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
  private static final long LIST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** What is still for that long is most likely whole, and is read before it is known to be. */
  private static final long LIKELY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /**
   * So many files are looked at again and again, the lowest numbers; others when it is their turn.
   */
  private static final int NEAR = 16;

  /** Listing a large folder, or a share, may take a tenth of the time. */
  private static final int PAUSES = 9;

  private static final long MOST_MISSING = 1_000_000;

  /** Fewer files than that say nothing about how their numbers go on. */
  private static final int FEW = 3;

  private final WatchedPrint print;
  private final Path folder;
  private final FolderSettings settings;
  private final WatchSettings watch;
  private final PrintAccount account;
  private final WatchedPrint.Listener listener;

  private @Nullable NamePattern pattern;
  private Set<String> listed = Set.of();
  private boolean isUnlisted;
  private long listedAt;
  private long pause;

  /** Files of layers that are not decided yet, by their numbers. */
  private final TreeMap<Long, GrowingFile> waiting = new TreeMap<>();

  private final Ranges givenUp = new Ranges();
  private int layers;
  private long missing;
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
      listedAt = changed;
      while (!step(System.nanoTime())) {
        awaitEvent(events);
      }
      print.conclude();
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
      // A slow writer gives events without end.
      nextList = Math.min(nextList, listedAt + Math.max(LOOK_NANOS, pause));
    }
  }

  /** Looks, and takes all that can be taken; true if the print is over. */
  private boolean step(long now) throws InterruptedException {
    if (now - nextList >= 0) {
      tryToList(now);
      pause = PAUSES * (System.nanoTime() - now);
      nextList = now + Math.max(LIST_NANOS, pause);
    }
    for (GrowingFile file : near()) {
      long before = file.stillSince();
      file.look(now);
      changed = file.stillSince() - before == 0 ? changed : now;
    }
    boolean over = isToldToEnd(now);
    while (!isFull() && listener.hasRoom() && decideNext(System.nanoTime(), over)) {
      changed = System.nanoTime();
    }
    readAhead(System.nanoTime());
    return isFull() || (over && waiting.isEmpty());
  }

  private List<GrowingFile> near() {
    return waiting.values().stream().limit(NEAR).toList();
  }

  private boolean isFull() {
    return watch.layers() != null && layers >= watch.layers();
  }

  private boolean isToldToEnd(long now) {
    boolean idle = watch.idleEnd() != null && now - changed >= watch.idleEnd().toNanos();
    return idle || Files.exists(folder.resolve(END));
  }

  /** A share that is away for a while is no end of a print. */
  private void tryToList(long now) {
    try {
      FolderFiles files = FolderFiles.list(folder, settings.recursive());
      listedAt = now;
      if (isUnlisted) {
        isUnlisted = false;
        LOG.info("folder {} is back", folder);
      }
      if (!files.images().keySet().equals(listed)) {
        list(files, now);
      }
    } catch (FolderAwayException e) {
      if (now - listedAt >= watch.badAfter().toNanos()) {
        throw new UnusablePrintException(
            "watch (%s) has been away for longer than --badAfter: %s"
                .formatted(folder, e.getMessage()),
            e);
      }
      if (!isUnlisted) {
        isUnlisted = true;
        LOG.warn("folder {} is away, and waited for: {}", folder, e.getMessage());
      }
    }
  }

  private void list(FolderFiles files, long now) {
    Map<String, Path> images = files.images();
    listed = Set.copyOf(images.keySet());
    if (images.isEmpty() || !isClear(images)) {
      return;
    }
    NamePattern known = Objects.requireNonNull(pattern, "pattern");
    if (!known.counts()) {
      throw new UnusablePrintException(
          "layerName (%s) must have a group (?<layer>\\d+) where a print is watched: whether a number"
                  .formatted(known)
              + " that only orders files is missing cannot be known");
    }
    FolderNames read = FolderNames.readSome(folder, images, known, settings);
    account.ignored(files.others() + read.unfit());
    for (Map.Entry<Long, Path> file : read.files().entrySet()) {
      Path path = file.getValue();
      add(new LayerPlace(file.getKey(), path, 0, read.nameOf(path).zMm()), now);
    }
  }

  /** False if names do not say yet where the number is; a first name may be one for a while. */
  private boolean isClear(Map<String, Path> images) {
    if (settings.names() == null && layers == 0) {
      try {
        pattern = AutoNames.begin(images.keySet());
      } catch (IllegalArgumentException e) {
        throw new UnusablePrintException("folder %s: %s".formatted(folder, e.getMessage()), e);
      }
    }
    return pattern != null;
  }

  private void add(LayerPlace place, long now) {
    long number = place.number();
    GrowingFile known = waiting.get(number);
    if (givenUp.contains(number)) {
      account.late(number, place.file());
    } else if (layers > 0 && number < next) {
      if (number < firstNumber) {
        account.late(number, place.file());
      }
    } else if (known == null || !known.place().file().equals(place.file())) {
      waiting.put(number, new GrowingFile(place, now));
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
    return over || near().stream().anyMatch(later -> later.stillNanos(now) >= patience);
  }

  private boolean skip(long first) throws InterruptedException {
    long last =
        watch.layers() == null
            ? first - 1
            : Math.min(first - 1, next + watch.layers() - layers - 1);
    requireDense(last - next + 1);
    account.missing(next, last);
    givenUp.add(next, last);
    for (; next <= last; next++) {
      print.addMissing(next);
      listener.layer(layers++, List.of(), System.nanoTime());
      missing++;
    }
    return true;
  }

  /** Times in names are no layers' numbers: nobody's print lacks more layers than it has. */
  private void requireDense(long more) {
    long there = layers - missing + waiting.size();
    boolean sparse = settings.names() == null && there >= FEW && missing + more > there;
    if (sparse || more > MOST_MISSING) {
      GrowingFile first = waiting.firstEntry().getValue();
      throw new UnusablePrintException(
          String.format(
              Locale.ROOT,
              "folder %s: %d numbers are missing before %s, and %d files are there: where numbers"
                  + " are times, the print cannot be watched, but read when it is over; where"
                  + " layers are missing, --layerName='...(?<layer>\\d+)...' says so (at most %d at"
                  + " once)",
              folder,
              missing + more,
              first.place().file().getFileName(),
              there,
              MOST_MISSING));
    }
  }

  /** Reads the layer that is next before it is known that its file is whole. */
  private void readAhead(long now) {
    GrowingFile file = layers == 0 ? null : waiting.get(next);
    if (file != null && file.isLikelyWhole(now, LIKELY_NANOS)) {
      try {
        file.keep(print.read(file.place()));
      } catch (IOException e) {
        file.keepNothing();
        LOG.debug("{} is not whole yet", file.place().file(), e);
      }
    }
  }

  private boolean take(GrowingFile file, long now) throws InterruptedException {
    LayerPlace place = file.place();
    try {
      Image kept = file.kept();
      List<Image> tiles = print.take(place, kept == null ? print.read(place) : kept);
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
      missing++;
      return true;
    }
  }

  private void decided() {
    waiting.remove(next);
    next++;
  }
}
