package org.meltwatch.io.spool;

import java.io.IOException;
import org.meltwatch.model.received.Slice;

/** Reads what a claim stands for: a message's image, left in its spool file. */
public final class SpoolReader {

  private SpoolReader() {}

  /**
   * The image of the message in a spool file.
   *
   * @param claim the file's address, as {@link LaneSpool} gives it
   * @return the TIFF file, within its message; not to be written to
   * @throws TornFileException if the file is not as it was written, or holds no image; names it
   * @throws IOException if it is not there or cannot be read; names it
   */
  public static Slice tif(String claim) throws IOException {
    if (MemoryStore.holds(claim)) {
      return tifInMemory(claim);
    }
    SpoolMessage message = read(claim);
    SpoolHeader header = accepted(message.header(), claim);
    return new Slice(message.payload(), header.tifAt(), header.tifLength());
  }

  /** What never left this process's memory needs no checksum. */
  private static Slice tifInMemory(String claim) throws IOException {
    SpoolFormat.Read read =
        SpoolFormat.readHeader(MemoryStore.readAt(claim, SpoolFormat.MOST_HEADER));
    SpoolHeader header = accepted(read.header(), claim);
    return MemoryStore.sliceAt(claim, read.length() + header.tifAt(), header.tifLength());
  }

  private static SpoolHeader accepted(SpoolHeader header, String claim) throws TornFileException {
    if (!header.isAccepted()) {
      throw new TornFileException("holds no image").in(claim);
    }
    return header;
  }

  /** A file as it is, whatever has become of it. */
  public static byte[] raw(String claim) throws IOException {
    return FileSystemsStore.readAt(claim, Integer.MAX_VALUE);
  }

  /**
   * The whole message in a spool file.
   *
   * @throws TornFileException if the file is not as it was written; names it
   * @throws IOException if it is not there or cannot be read; names it
   */
  public static SpoolMessage read(String claim) throws IOException {
    byte[] file =
        MemoryStore.holds(claim)
            ? MemoryStore.readAt(claim, Integer.MAX_VALUE)
            : FileSystemsStore.readAt(claim, Integer.MAX_VALUE);
    try {
      return SpoolFormat.read(file);
    } catch (TornFileException e) {
      throw e.in(claim);
    }
  }
}
