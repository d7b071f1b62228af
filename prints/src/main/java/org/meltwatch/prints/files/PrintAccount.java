package org.meltwatch.prints.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.meltwatch.ranges.Ranges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of a folder's layers; each thing is said in the log as well. For many threads. */
final class PrintAccount {

  private static final Logger LOG = LoggerFactory.getLogger(PrintAccount.class);

  private final Ranges missing = new Ranges();
  private final Ranges late = new Ranges();
  private final TreeMap<Long, Map<String, Object>> bad = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final AtomicInteger ignored = new AtomicInteger();

  synchronized void missing(long first, long last) {
    LOG.warn(
        first == last
            ? "no file has number {}: the layer is missing"
            : "no files have numbers {} to {}: the layers are missing",
        first,
        last);
    missing.add(first, last);
  }

  /** A layer that cannot be read and counts as missing. */
  synchronized void bad(LayerPlace place, String reason) {
    Path file = place.file();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("number", place.number());
    entry.put("file", file.toString());
    entry.put("page", place.page());
    entry.put("reason", reason);
    if (bad.put(place.number(), entry) == null) {
      LOG.warn("layer {} counts as missing: {}: {}", place.number(), file, reason);
    }
  }

  /** A file that came after its layer was given up. */
  synchronized void late(long number, Path file) {
    if (late.add(number)) {
      warn("layer %s came too late and is left out: %s".formatted(number, file));
    }
  }

  synchronized void warn(String warning) {
    LOG.warn("{}", warning);
    warnings.add(warning);
  }

  void ignored(int files) {
    ignored.set(files);
  }

  synchronized Map<String, Object> toWire() {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("missing_numbers", missing.list().stream().map(Object::toString).toList());
    wire.put("bad_layers", List.copyOf(bad.values()));
    wire.put("ignored_files", ignored.get());
    wire.put("warnings", List.copyOf(warnings));
    return wire;
  }
}
