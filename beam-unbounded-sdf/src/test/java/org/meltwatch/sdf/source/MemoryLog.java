package org.meltwatch.sdf.source;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.settings.ReadLog;

/**
 * Keeps reads in this process, for all that stands for a process in a test.
 *
 * @param id tells the logs of different tests apart
 */
record MemoryLog(String id) implements ReadLog {

  private static final Map<String, byte[]> KEPT = new ConcurrentHashMap<>();
  private static final Map<String, AtomicLong> SETTLED = new ConcurrentHashMap<>();

  private String name(UUID lane, long read) {
    return String.format(Locale.ROOT, "%s %s %d", id, lane, read);
  }

  @Override
  public byte @Nullable [] find(UUID lane, long read) {
    return KEPT.get(name(lane, read));
  }

  @Override
  public void keep(UUID lane, long read, byte[] outcome) throws IOException {
    if (KEPT.putIfAbsent(name(lane, read), outcome) != null) {
      throw new IOException(String.format(Locale.ROOT, "read %d was kept before", read));
    }
  }

  @Override
  public long settled() {
    return SETTLED.computeIfAbsent(id, any -> new AtomicLong()).get();
  }

  void settle(long reads) {
    settled();
    SETTLED.get(id).set(reads);
  }

  long kept() {
    return KEPT.keySet().stream().filter(name -> name.startsWith(id + " ")).count();
  }
}
