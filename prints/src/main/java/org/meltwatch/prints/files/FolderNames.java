package org.meltwatch.prints.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.names.LayerName;
import org.meltwatch.prints.names.NamePattern;

/**
 * What the names of a folder's images say: one file for each number, all of one print and one kind.
 */
final class FolderNames {

  private final Path folder;
  private final NamePattern pattern;
  private final FolderSettings settings;
  private final TreeMap<Long, Path> files = new TreeMap<>();
  private final Map<Path, LayerName> names = new LinkedHashMap<>();
  private final SortedSet<String> kinds = new TreeSet<>();
  private int unfit;

  private FolderNames(Path folder, NamePattern pattern, FolderSettings settings) {
    this.folder = folder;
    this.pattern = pattern;
    this.settings = settings;
  }

  /**
   * Reads the names of images.
   *
   * @param images files by their paths within the folder
   * @throws UnusablePrintException if they leave a question open
   */
  static FolderNames read(
      Path folder, Map<String, Path> images, NamePattern pattern, FolderSettings settings) {
    FolderNames read = readSome(folder, images, pattern, settings);
    read.requireSome();
    return read;
  }

  /** The same where it may be that none is of this print yet. */
  static FolderNames readSome(
      Path folder, Map<String, Path> images, NamePattern pattern, FolderSettings settings) {
    FolderNames read = new FolderNames(folder, pattern, settings);
    Map<Path, LayerName> fitting = new LinkedHashMap<>();
    images.forEach(
        (path, file) -> {
          LayerName name = read.name(path);
          if (name == null) {
            read.unfit++;
          } else {
            fitting.put(file, name);
          }
        });
    read.choose(fitting);
    return read;
  }

  private @Nullable LayerName name(String path) {
    try {
      return pattern.read(path);
    } catch (IllegalArgumentException e) {
      throw new UnusablePrintException(
          "folder %s: %s; --layerName=REGEX says where numbers are"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private void choose(Map<Path, LayerName> fitting) {
    @Nullable String kind = settings.kind();
    @Nullable String print = settings.facts().name();
    SortedSet<String> prints = new TreeSet<>();
    for (LayerName name : fitting.values()) {
      add(prints, name.print());
    }
    boolean oneOfThem = print != null && prints.contains(print);
    for (Map.Entry<Path, LayerName> file : fitting.entrySet()) {
      LayerName name = file.getValue();
      if (oneOfThem && !Objects.equals(name.print(), print)) {
        unfit++;
        continue;
      }
      add(kinds, name.kind());
      if (kind != null && !kind.equalsIgnoreCase(name.kind())) {
        unfit++;
        continue;
      }
      put(file.getKey(), name, oneOfThem ? new TreeSet<>() : prints);
    }
    if (!oneOfThem && prints.size() > 1) {
      throw new UnusablePrintException(
          "folder %s holds %s prints (%s): --print=%s takes one of them"
              .formatted(folder, prints.size(), shortened(prints), prints.first()));
    }
    if (kind == null && kinds.size() > 1) {
      throw severalKinds();
    }
  }

  private void requireSome() {
    if (files.isEmpty()) {
      throw new UnusablePrintException(
          "folder %s holds no image that --layerName=%s%s fits, but %s others%s"
              .formatted(
                  folder,
                  pattern,
                  settings.kind() == null ? "" : " and --kind=" + settings.kind(),
                  unfit,
                  kinds.isEmpty() ? "" : " of the kinds " + String.join(", ", kinds)));
    }
  }

  private void put(Path file, LayerName name, SortedSet<String> prints) {
    @Nullable Path before = files.putIfAbsent(name.number(), file);
    if (before == null) {
      names.put(file, name);
    } else if (prints.size() <= 1 && settings.kind() == null && kinds.size() > 1) {
      throw severalKinds();
    } else if (prints.size() <= 1) {
      throw new UnusablePrintException(
          "number %s is there twice: %s and %s; --layerName=REGEX says which files are layers"
              .formatted(name.number(), before, file));
    }
  }

  private UnusablePrintException severalKinds() {
    return new UnusablePrintException(
        "folder %s holds images of %s kinds (%s): --kind=%s takes one of them"
            .formatted(folder, kinds.size(), shortened(kinds), kinds.first()));
  }

  private static void add(SortedSet<String> all, @Nullable String one) {
    if (one != null) {
      all.add(one);
    }
  }

  private static String shortened(SortedSet<String> all) {
    List<String> some = new ArrayList<>(all);
    return some.size() <= 5
        ? String.join(", ", some)
        : String.join(", ", some.subList(0, 5)) + ", ...";
  }

  boolean counts() {
    return pattern.counts();
  }

  /** The files by number, or by what orders them. */
  NavigableMap<Long, Path> files() {
    return files;
  }

  LayerName nameOf(Path file) {
    return Objects.requireNonNull(names.get(file), "name");
  }

  /** How many images are not of this print, by their names. */
  int unfit() {
    return unfit;
  }

  /** The print's name as the files' names have it, or null. */
  @Nullable String print() {
    return names.values().iterator().next().print();
  }
}
