package org.meltwatch.prints.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;

/** A file that may still be written: since when its size and time have stood still. */
final class GrowingFile {

  private final LayerPlace place;
  private long size = -1;
  private long modified;
  private long stillSince;
  private long nextTry;
  private boolean isThere = true;
  private @Nullable Image kept;
  private boolean isTried;

  GrowingFile(LayerPlace place, long now) {
    this.place = place;
    this.stillSince = now;
    look(now);
  }

  /** Where it is, and of which layer. */
  LayerPlace place() {
    return place;
  }

  /** Looks at size and time again. */
  void look(long now) {
    try {
      BasicFileAttributes seen = Files.readAttributes(place.file(), BasicFileAttributes.class);
      isThere = true;
      if (seen.size() != size || seen.lastModifiedTime().toMillis() != modified) {
        size = seen.size();
        modified = seen.lastModifiedTime().toMillis();
        nextTry = now;
        moved(now);
      }
    } catch (NoSuchFileException e) {
      isThere = false;
      moved(now);
    } catch (IOException e) {
      // A share that is away for a moment; what is there is seen when it is back.
      moved(now);
    }
  }

  private void moved(long now) {
    stillSince = now;
    kept = null;
    isTried = false;
  }

  /** True if it has been still for a while and nobody has tried to read it since. */
  boolean isLikelyWhole(long now, long stillNanos) {
    return isThere && !isTried && stillNanos(now) >= stillNanos;
  }

  /** Keeps what was read for as long as the file stands still. */
  void keep(Image image) {
    kept = image;
    isTried = true;
  }

  /** It could not be read; nobody need try again before it changes, or is due. */
  void keepNothing() {
    isTried = true;
  }

  /** What was read of it since it stood still, or null. */
  @Nullable Image kept() {
    return kept;
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
