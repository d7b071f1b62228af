package org.meltwatch.record.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.model.received.Outcomes;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.parts.WholeFile;
import org.meltwatch.worker.WorkerState;

/**
 * A file beside a run's part files that says which messages are settled. The run writes it, whole
 * or not at all, from what the part files say; lanes in any process that shares the results
 * directory read it. Lanes in the run's own process are told at once, without it.
 */
public final class OutcomeFile implements Outcomes {

  /** What runs of this process have told, by the file. */
  private static final class Told implements WorkerState.Part {

    private final Map<Path, Known> latest = new ConcurrentHashMap<>();

    @Override
    public void close() {
      latest.clear();
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String dir;

  /** The file of a results directory. */
  public OutcomeFile(Path dir) {
    this.dir = dir.toString();
  }

  /**
   * Writes the file in place of the one that was there.
   *
   * @throws IOException naming file and cause, if that failed
   */
  public void write(Settled settled) throws IOException {
    byte[] content = JSON.writeValueAsBytes(settled);
    WholeFile.write(path(), out -> out.write(content));
  }

  /** Tells lanes in this process, and none besides; those in others are told by the file. */
  public void tell(Settled settled) {
    told().put(place(), known(settled));
  }

  /** Removes the file, once there is nobody to read it. */
  public void delete() throws IOException {
    told().remove(place());
    Files.deleteIfExists(path());
  }

  @Override
  public Known latest() throws IOException {
    Known here = told().get(place());
    return here == null ? known(read()) : here;
  }

  private static Map<Path, Known> told() {
    return WorkerState.of(Told.class, Told::new).latest;
  }

  private static Known known(Settled settled) {
    Ranges seqIds = new Ranges();
    settled.seqIds().forEach(range -> seqIds.add(range.first(), range.last()));
    return (receipt, seqId) -> has(settled, seqIds, receipt, seqId);
  }

  private static boolean has(
      Settled settled, Ranges seqIds, Receipt receipt, @Nullable Long seqId) {
    return (seqId != null && seqIds.contains(seqId))
        || Collections.binarySearch(settled.refused(), DeadLetter.origin(receipt)) >= 0;
  }

  private Settled read() throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(path()), Settled.class);
    } catch (NoSuchFileException e) {
      return Settled.NOTHING;
    } catch (JsonProcessingException e) {
      throw new IOException("%s: %s".formatted(path(), e.getOriginalMessage()), e);
    }
  }

  private Path place() {
    return path().toAbsolutePath().normalize();
  }

  private Path path() {
    return PartFiles.directory(Path.of(dir)).resolve("outcomes.json");
  }
}
