package org.meltwatch.record.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory that this process has held; Linux keeps the record, other systems do not tell. */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private ResidentMemory() {}

  /** The peak in bytes, or -1 if the system does not tell. */
  static long peakBytes() {
    if (!Files.isReadable(STATUS)) {
      return -1;
    }
    try {
      return peakBytes(Files.readAllLines(STATUS));
    } catch (IOException e) {
      // No run fails for want of this figure; -1 says that it is missing.
      return -1;
    }
  }

  static long peakBytes(List<String> status) {
    return status.stream()
        .filter(line -> line.matches(PEAK + "\\s*\\d+ kB"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(-1);
  }
}
