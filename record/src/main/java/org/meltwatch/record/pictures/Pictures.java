package org.meltwatch.record.pictures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;

/**
 * The pictures of a results directory, followed while a run goes on, and read one by one. An entry
 * that is not whole yet, or never will be, is not there. Not thread-safe.
 */
public final class Pictures {

  private static final int MOST_HEAD = EntryFormat.HEAD + EntryFormat.FIXED + 1024;

  private final Path directory;
  private final Map<Path, Long> offsets = new TreeMap<>();

  /** Those of the results directory {@code dir}, which need not exist yet. */
  public Pictures(Path dir) {
    this.directory = dir.resolve(PictureWriter.DIRECTORY);
  }

  /**
   * Tells the entries that are new since the last time. One that a bundle has written again is told
   * again.
   *
   * @throws IOException if a file cannot be read, or holds something else; names the file. It is
   *     not read on then, and others are
   */
  public void poll(Consumer<? super Entry> told) throws IOException {
    findNew();
    for (Map.Entry<Path, Long> file : offsets.entrySet()) {
      if (file.getValue() >= 0 && Files.size(file.getKey()) > file.getValue()) {
        follow(file, told);
      }
    }
  }

  private void findNew() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    String pattern = PictureWriter.PREFIX + "*" + PictureWriter.SUFFIX;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
      files.forEach(file -> offsets.putIfAbsent(file, 0L));
    }
  }

  private static void follow(Map.Entry<Path, Long> file, Consumer<? super Entry> told)
      throws IOException {
    ByteBuffer head = ByteBuffer.allocate(MOST_HEAD);
    try (FileChannel in = FileChannel.open(file.getKey(), StandardOpenOption.READ)) {
      long size = in.size();
      long at = file.getValue();
      while (size - at >= EntryFormat.HEAD + EntryFormat.FIXED) {
        head.clear();
        in.read(head, at);
        head.flip();
        long end = at + EntryFormat.HEAD + length(head) + 4;
        if (end > size) {
          return;
        }
        Entry entry = entry(head, file.getKey(), at);
        at = end;
        file.setValue(at);
        if (entry.tile().layer() >= 0) {
          told.accept(entry);
        }
      }
    } catch (IllegalArgumentException e) {
      long at = file.getValue();
      file.setValue(-1L);
      throw new IOException(
          "pack file " + file.getKey() + ", byte " + at + ": no entry: " + e.getMessage(), e);
    }
  }

  private static int length(ByteBuffer head) {
    int magic = head.getInt();
    int length = head.getInt();
    if (magic != EntryFormat.MAGIC
        || length < EntryFormat.FIXED
        || length > EntryFormat.MOST_BYTES) {
      throw new IllegalArgumentException("it does not begin as one");
    }
    return length;
  }

  private static Entry entry(ByteBuffer head, Path file, long offset) {
    try {
      Entry.Kind kind = Entry.Kind.of(head.get());
      long seqId = head.getLong();
      int tile = head.getInt();
      int layer = head.getInt();
      long received = head.getLong();
      int height = head.getInt();
      int width = head.getInt();
      float mean = head.getFloat();
      float voidShare = head.getFloat();
      int found = head.getInt();
      byte[] name = new byte[head.getShort() & 0xFFFF];
      head.get(name);
      boolean isImage = kind == Entry.Kind.PREVIEW || kind == Entry.Kind.FULL;
      long points = (long) height * width;
      if (height < 0 || width < 0 || points > EntryFormat.MOST_BYTES / 2 || isImage != points > 0) {
        throw new IllegalArgumentException("its size is none");
      }
      TileHeader header =
          new TileHeader(seqId, new TileKey(new String(name, UTF_8), tile), layer, received);
      return new Entry(kind, header, height, width, mean, voidShare, found, file, offset);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the name of its print is too long", e);
    }
  }

  /**
   * The preview of a tile, as it was kept, or made of a full image.
   *
   * @param voidBelow points below are void
   * @throws IOException if it cannot be read; names the file
   */
  public static Preview preview(Path file, long offset, int voidBelow) throws IOException {
    ByteBuffer bytes = read(file, offset);
    try {
      Entry entry = entry(bytes, file, offset);
      if (entry.kind() == Entry.Kind.FULL) {
        return Preview.of(EntryFormat.image(bytes, entry.height(), entry.width()), voidBelow);
      }
      int height = (entry.height() + Preview.STEP - 1) / Preview.STEP;
      int width = (entry.width() + Preview.STEP - 1) / Preview.STEP;
      byte[] values = BitRows.unpack(bytes, height * width);
      return new Preview(height, width, values, entry.mean(), entry.voidShare());
    } catch (IllegalArgumentException e) {
      throw unreadable(file, offset, e);
    }
  }

  /**
   * All points of a tile, of an entry of kind {@link Entry.Kind#FULL}.
   *
   * @throws IOException if they cannot be read; names the file
   */
  public static Image image(Path file, long offset) throws IOException {
    ByteBuffer bytes = read(file, offset);
    try {
      Entry entry = entry(bytes, file, offset);
      return EntryFormat.image(bytes, entry.height(), entry.width());
    } catch (IllegalArgumentException e) {
      throw unreadable(file, offset, e);
    }
  }

  /**
   * Where outliers of a tile are: x, y and about the deviation, in turns. Places are in points of
   * the tile; deviations are in units of the sensor, rounded towards 0 to multiples of 512, which 0
   * is none of.
   *
   * @throws IOException if they cannot be read; names the file
   */
  public static int[] outliers(Path file, long offset) throws IOException {
    ByteBuffer bytes = read(file, offset);
    try {
      Entry unused = entry(bytes, file, offset);
      int count = bytes.getInt();
      if (count < 0 || count > EntryFormat.MOST_OUTLIERS) {
        throw new IllegalArgumentException("it has " + count + " outliers");
      }
      int[] points = new int[EntryFormat.OUTLIER_FIELDS * count];
      for (int at = 0; at < points.length; at += EntryFormat.OUTLIER_FIELDS) {
        points[at] = bytes.getShort() & 0xFFFF;
        points[at + 1] = bytes.getShort() & 0xFFFF;
        points[at + 2] = bytes.get() * EntryFormat.DEVIATION_STEP;
      }
      return points;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw unreadable(file, offset, e);
    }
  }

  /**
   * Where saturated points of a tile are: x, y and length of runs within rows, in turns, in points
   * of the tile.
   *
   * @throws IOException if they cannot be read; names the file
   */
  public static int[] saturated(Path file, long offset) throws IOException {
    ByteBuffer bytes = read(file, offset);
    try {
      Entry unused = entry(bytes, file, offset);
      int count = bytes.getInt();
      if (count < 0 || count > EntryFormat.MOST_RUNS) {
        throw new IllegalArgumentException("it has " + count + " runs");
      }
      int[] runs = new int[EntryFormat.RUN_FIELDS * count];
      for (int at = 0; at < runs.length; at++) {
        runs[at] = bytes.getShort() & 0xFFFF;
      }
      return runs;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw unreadable(file, offset, e);
    }
  }

  /** What is between an entry's length and its checksum, which must be right. */
  private static ByteBuffer read(Path file, long offset) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = readFully(in, offset, EntryFormat.HEAD);
      int length = length(head);
      if (offset + EntryFormat.HEAD + length + 4 > in.size()) {
        throw new EOFException("it is not whole");
      }
      ByteBuffer body = readFully(in, offset + EntryFormat.HEAD, length + 4);
      CRC32C sum = new CRC32C();
      sum.update(body.duplicate().limit(length));
      if (body.getInt(length) != (int) sum.getValue()) {
        throw new IllegalArgumentException("its checksum is another one");
      }
      return body.limit(length);
    } catch (IllegalArgumentException | EOFException e) {
      throw unreadable(file, offset, e);
    }
  }

  private static ByteBuffer readFully(FileChannel in, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (in.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the file has ended");
      }
    }
    return bytes.flip();
  }

  private static IOException unreadable(Path file, long offset, Exception cause) {
    return new IOException(
        "pack file " + file + ", byte " + offset + ": " + cause.getMessage(), cause);
  }
}
