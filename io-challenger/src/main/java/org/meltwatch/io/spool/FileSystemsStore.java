package org.meltwatch.io.spool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A directory, or a prefix in an object store, as Beam's file systems know it. */
public final class FileSystemsStore implements SpoolStore {

  private static final String TYPE = "application/octet-stream";
  private static final String TEMPORARY = "tmp-";

  private final String directory;

  /** The directory need not exist yet; its name must not hold wildcards. */
  public FileSystemsStore(String directory) {
    this.directory = directory;
  }

  /** A file's first bytes, wherever it is. */
  static byte[] readAt(String address, int most) throws IOException {
    try (ReadableByteChannel in = FileSystems.open(FileSystems.matchNewResource(address, false))) {
      return Channels.newInputStream(in).readNBytes(most);
    } catch (NoSuchFileException e) {
      throw missing(address, e);
    }
  }

  private static FileNotFoundException missing(String address, Exception cause) {
    FileNotFoundException missing = new FileNotFoundException(address + " is not there");
    missing.initCause(cause);
    return missing;
  }

  @Override
  public String address(String file) {
    return resource(file).toString();
  }

  @Override
  public Map<String, Long> list() throws IOException {
    MatchResult result = FileSystems.match(directory + "/*", EmptyMatchTreatment.ALLOW);
    Map<String, Long> files = new TreeMap<>();
    for (MatchResult.Metadata file : result.metadata()) {
      files.put(String.valueOf(file.resourceId().getFilename()), file.sizeBytes());
    }
    return files;
  }

  @Override
  public void write(String file, ByteBuffer... parts) throws IOException {
    String temporary = TEMPORARY + UUID.randomUUID();
    try {
      try (WritableByteChannel out = FileSystems.create(resource(temporary), TYPE)) {
        for (ByteBuffer part : parts) {
          while (part.hasRemaining()) {
            out.write(part);
          }
        }
      }
      rename(temporary, file);
    } catch (IOException e) {
      throw discarded(temporary, e);
    }
  }

  /** What was half written would fill up a disk that is full. */
  private IOException discarded(String temporary, IOException cause) {
    try {
      delete(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return cause;
  }

  @Override
  public byte[] read(String file, int most) throws IOException {
    return readAt(address(file), most);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    FileSystems.rename(List.of(resource(from)), List.of(resource(to)));
  }

  @Override
  public void moveTo(SpoolStore other, String file) throws IOException {
    FileSystems.rename(
        List.of(resource(file)), List.of(FileSystems.matchNewResource(other.address(file), false)));
  }

  @Override
  public void delete(String file) throws IOException {
    FileSystems.delete(List.of(resource(file)), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private ResourceId resource(String file) {
    return FileSystems.matchNewResource(directory, true)
        .resolve(file, StandardResolveOptions.RESOLVE_FILE);
  }

  @Override
  public String toString() {
    return directory;
  }
}
