package org.meltwatch.record.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.parts.WholeFile;

/**
 * A file beside a run's part files that says that the run is to end. The run puts it there; lanes
 * in any process that shares the results directory look for it.
 */
public final class StopFile implements StopSign {

  private final String dir;

  /** The file of a results directory. */
  public StopFile(Path dir) {
    this.dir = dir.toString();
  }

  @Override
  public boolean isUp() {
    return Files.exists(path());
  }

  /**
   * Puts the file there.
   *
   * @param why for whoever looks into it
   * @throws IOException naming file and cause, if that failed
   */
  public void raise(String why) throws IOException {
    WholeFile.write(path(), out -> out.write(why.getBytes(StandardCharsets.UTF_8)));
  }

  /** Removes the file, once there is nobody to look for it. */
  public void delete() throws IOException {
    Files.deleteIfExists(path());
  }

  private Path path() {
    return PartFiles.directory(Path.of(dir)).resolve("stop");
  }
}
