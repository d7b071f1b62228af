package org.meltwatch.transforms.images;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.Slice;

/** Image files in memory, for one test: copies of a store see the same files. */
public final class FakeStore implements ImageStore {

  private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> LOADS = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();

  /** Puts a file down; the answer is the claim on it. */
  public String put(long number, byte[] tif) {
    String claim = name + "/" + number;
    FILES.put(claim, tif);
    return claim;
  }

  /** Puts a batch's file down. */
  public ClaimedBatch claim(Batch batch) {
    String claim =
        put(batch.receipt().lane() * 1000L + batch.receipt().position(), batch.tif().copy());
    return new ClaimedBatch(batch.receipt(), batch.seqId(), batch.key(), batch.layer(), claim);
  }

  /** How often a file was loaded. */
  public int loads(String claim) {
    return LOADS.getOrDefault(claim, new AtomicInteger()).get();
  }

  @Override
  public Slice tif(String claim) throws IOException {
    LOADS.computeIfAbsent(claim, first -> new AtomicInteger()).incrementAndGet();
    byte[] tif = FILES.get(claim);
    if (tif == null) {
      throw new FileNotFoundException("no file " + claim);
    }
    return Slice.of(tif.clone());
  }
}
