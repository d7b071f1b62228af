package org.meltwatch.prints.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file that may still be written: since when its size and time have stood still. */
final class GrowingFile {

  private final Path path;
  private long size = -1;
  private long modified;
  private long stillSince;
  private long nextTry;
  private boolean isThere = true;

  GrowingFile(Path path, long now) {
    this.path = path;
    this.stillSince = now;
    look(now);
  }

  /** Looks at size and time again. */
  void look(long now) {
    try {
      BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
      isThere = true;
      if (seen.size() != size || seen.lastModifiedTime().toMillis() != modified) {
        size = seen.size();
        modified = seen.lastModifiedTime().toMillis();
        stillSince = now;
        nextTry = now;
      }
    } catch (NoSuchFileException e) {
      isThere = false;
      stillSince = now;
    } catch (IOException e) {
      // A share that is away for a moment; what is there is seen when it is back.
      stillSince = now;
    }
  }

  boolean isThere() {
    return isThere;
  }

  long stillNanos(long now) {
    return now - stillSince;
  }

  long stillSince() {
    return stillSince;
  }

  /** True if it is time to try to read it (again). */
  boolean isDue(long now, long settleNanos) {
    return isThere && stillNanos(now) >= settleNanos && now - nextTry >= 0;
  }

  void tryAgainAt(long time) {
    nextTry = time;
  }
}
