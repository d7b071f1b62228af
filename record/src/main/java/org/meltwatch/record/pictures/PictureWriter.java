package org.meltwatch.record.pictures;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;
import org.meltwatch.record.parts.EntryWriter;
import org.meltwatch.worker.WorkerState;

/**
 * Keeps pictures of tiles, and where their outliers are, in pack files: {@code
 * DIR/pictures/tiles-UNIQUE.pack}, as many of them as are written to at the same time. They are
 * written with the rows of a bundle, and as patiently. What a bundle that is tried again writes
 * twice counts once. Not thread-safe.
 *
 * <p>A process writes so many bytes at the most. Beyond, pictures are left out, and an entry says
 * so.
 */
public final class PictureWriter implements Closeable {

  /** What a run keeps, unless it is told otherwise: bytes of each process. */
  public static final long MOST_BYTES = 4L << 30;

  static final String DIRECTORY = "pictures";
  static final String PREFIX = "tiles-";
  static final String SUFFIX = ".pack";

  /** What this process has written. */
  private static final class Room implements WorkerState.Part {

    private final AtomicLong taken = new AtomicLong();

    @Override
    public void close() {
      taken.set(0);
    }
  }

  private final Keep keep;
  private final int voidBelow;
  private final long most;
  private final EntryWriter entries;

  /**
   * A writer for the results directory {@code dir}, which need not exist yet.
   *
   * @param keep which pictures are kept
   * @param voidBelow points below are void
   */
  public PictureWriter(Path dir, Keep keep, int voidBelow) {
    this(dir, keep, voidBelow, MOST_BYTES);
  }

  PictureWriter(Path dir, Keep keep, int voidBelow, long most) {
    this.keep = keep;
    this.voidBelow = voidBelow;
    this.most = most;
    this.entries = new EntryWriter(dir.resolve(DIRECTORY), PREFIX, SUFFIX);
  }

  /**
   * Keeps a tile's image.
   *
   * @throws IOException naming file and cause, if entries had to be written and could not be
   */
  public void image(TileHeader tile, Image image) throws IOException {
    if (keep != Keep.NONE) {
      Preview preview = Preview.of(image, voidBelow);
      append(
          tile,
          keep == Keep.FULL
              ? EntryFormat.full(tile, image, preview)
              : EntryFormat.preview(tile, image, preview));
    }
  }

  /**
   * Keeps where a tile's outliers are: all of them, or a few thousand spread over the tile.
   *
   * @throws IOException naming file and cause, if entries had to be written and could not be
   */
  public void outliers(TileHeader tile, OutlierList outliers) throws IOException {
    if (keep != Keep.NONE) {
      append(tile, EntryFormat.outliers(tile, outliers));
    }
  }

  /**
   * Keeps where a tile's saturated points are, if it has any: in up to a few thousand runs.
   *
   * @param above points above are saturated
   * @param points how many of the tile are
   * @throws IOException naming file and cause, if entries had to be written and could not be
   */
  public void saturated(TileHeader tile, Image image, int above, int points) throws IOException {
    if (keep != Keep.NONE && points > 0) {
      append(tile, EntryFormat.saturated(tile, SaturatedRuns.of(image, above), points));
    }
  }

  private void append(TileHeader tile, byte[] entry) throws IOException {
    AtomicLong taken = WorkerState.of(Room.class, Room::new).taken;
    long before = taken.getAndAdd(entry.length);
    if (before + entry.length <= most) {
      entries.append(entry);
    } else if (before <= most) {
      // The first one that finds no room.
      entries.append(EntryFormat.cut(tile));
      taken.addAndGet(most);
    }
  }

  /**
   * Makes all of them visible to those who read the files.
   *
   * @throws IOException naming file and cause, if that failed
   */
  public void flush() throws IOException {
    entries.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
