package org.meltwatch.runners.spark.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.settings.ReadLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps reads in files beside Spark's checkpoints: a small one for each lane and micro-batch, until
 * no micro-batch can be computed anew that it is needed for.
 *
 * <pre>
 * DIRECTORY/LANE/READ   version 1 (1 byte), CRC-32C of the rest (4), what was read
 *           settled     the number of reads that will never be asked for again
 * </pre>
 */
public final class KeptReads implements ReadLog {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(KeptReads.class);
  private static final byte VERSION = 1;
  private static final int HEAD = 1 + Integer.BYTES;
  private static final String SETTLED = "settled";

  private final String directory;

  /**
   * @param directory one that all workers know
   */
  public KeptReads(String directory) {
    this.directory = directory;
  }

  @Override
  public byte @Nullable [] find(UUID lane, long read) throws IOException {
    Path file = file(lane, read);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      LOG.trace("{} has not been made", file, e);
      return whereNothingIs(lane, read);
    }
    ByteBuffer head = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD || head.get() != VERSION || head.getInt() != checksum(bytes)) {
      throw new IOException("%s is not as it was written".formatted(file));
    }
    return Arrays.copyOfRange(bytes, HEAD, bytes.length);
  }

  private byte @Nullable [] whereNothingIs(UUID lane, long read) throws IOException {
    long settled = settled();
    if (read < settled) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "Spark asks once more for micro-batch %d of lane %s, of which nothing is kept: all before %d are worked off",
              read,
              lane,
              settled));
    }
    return null;
  }

  @Override
  public void keep(UUID lane, long read, byte[] outcome) throws IOException {
    byte[] bytes = ByteBuffer.allocate(HEAD + outcome.length).position(HEAD).put(outcome).array();
    ByteBuffer.wrap(bytes).put(VERSION).putInt(checksum(bytes));
    Path file = file(lane, read);
    Path temporary = file.resolveSibling("tmp-" + UUID.randomUUID());
    Files.createDirectories(file.getParent());
    Files.write(temporary, bytes);
    try {
      // A link is not made where another process, which should not read this lane, has been first.
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "micro-batch %d of lane %s has just been read by another process",
              read,
              lane),
          e);
    } finally {
      Files.delete(temporary);
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, HEAD, bytes.length - HEAD);
    return (int) checksum.getValue();
  }

  @Override
  public long settled() throws IOException {
    try {
      return Long.parseLong(Files.readString(Path.of(directory, SETTLED)));
    } catch (NoSuchFileException e) {
      LOG.trace("nothing is settled yet", e);
      return 0;
    }
  }

  /**
   * Notes that no read below a number will be asked for again, and deletes what is kept of them.
   */
  void settle(long reads) throws IOException {
    Path temporary = Path.of(directory, "tmp-" + SETTLED);
    Files.createDirectories(temporary.getParent());
    Files.write(temporary, Long.toString(reads).getBytes(StandardCharsets.UTF_8));
    long before = settled();
    Files.move(
        temporary,
        Path.of(directory, SETTLED),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (Stream<Path> lanes = Files.list(Path.of(directory))) {
      for (Path lane : lanes.filter(Files::isDirectory).toList()) {
        for (long read = before; read < reads; read++) {
          Files.deleteIfExists(lane.resolve(Long.toString(read)));
        }
      }
    }
  }

  private Path file(UUID lane, long read) {
    return Path.of(directory, lane.toString(), Long.toString(read));
  }

  @Override
  public String toString() {
    return directory;
  }
}
