package org.meltwatch.io.spool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** The files of one directory. Safe for use by many threads and processes. */
public interface SpoolStore {

  /** A file's address, which any process can read it by. */
  String address(String file);

  /** The files' names with their lengths in bytes; none if there is no such directory. */
  Map<String, Long> list() throws IOException;

  /** Writes a file; it is there as a whole or not at all. */
  void write(String file, ByteBuffer... parts) throws IOException;

  /**
   * A file's first bytes, all if it has no more than {@code most}.
   *
   * @throws FileNotFoundException if there is no such file
   */
  byte[] read(String file, int most) throws IOException;

  /** Gives a file another name. */
  void rename(String from, String to) throws IOException;

  /** Puts a file into another directory. */
  void moveTo(SpoolStore other, String file) throws IOException;

  /** Deletes a file, if it is there. */
  void delete(String file) throws IOException;
}
