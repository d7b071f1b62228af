package org.meltwatch.io.spool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.jspecify.annotations.Nullable;
import org.meltwatch.ranges.Ranges;

/** A whole spool: which directories it has, and what lies in them. */
public final class SpoolDirectory {

  private static final Pattern WILDCARDS = Pattern.compile("[*?{}\\[\\]\\\\]");
  private static final String BELOW = "/below";
  private static final Pattern MESSAGE =
      Pattern.compile(".*?(/kept|/below)?/(lane-\\d+-of-\\d+)/([^/]+\\.msg)");

  private static final List<String> FILES =
      List.of("/lane-*/*.msg", "/kept/lane-*/*.msg", BELOW + "/lane-*/*.msg");

  private SpoolDirectory() {}

  /** True if a directory of this name can be a spool: Beam's file systems would expand others. */
  public static boolean isUsable(String directory) {
    return !WILDCARDS.matcher(directory).find();
  }

  /**
   * The name of a spool that stands for a directory and lies in this process's memory until {@link
   * #forget}.
   */
  public static String inMemory(String directory) {
    return MemoryStore.SCHEME + directory;
  }

  /** True if a spool lies in this process's memory. */
  public static boolean isInMemory(String spool) {
    return MemoryStore.holds(spool);
  }

  /** The directory that a spool stands for: its own name, unless it lies in memory. */
  public static String onDisk(String spool) {
    return isInMemory(spool) ? spool.substring(MemoryStore.SCHEME.length()) : spool;
  }

  /** Drops a spool that lies in memory. */
  public static void forget(String spool) {
    MemoryStore.forget(spool);
  }

  private static SpoolStore store(String directory) {
    return MemoryStore.holds(directory)
        ? new MemoryStore(directory)
        : new FileSystemsStore(directory);
  }

  /** Where a lane's messages lie. */
  public static SpoolStore lane(String spool, int lane, int lanes) {
    return store(String.format(Locale.ROOT, "%s/lane-%d-of-%d", spool, lane, lanes));
  }

  /** Where a lane's messages are kept that are needed no more, seen from the lane's directory. */
  public static SpoolStore kept(String spool, int lane, int lanes) {
    return store(String.format(Locale.ROOT, "%s/kept/lane-%d-of-%d", spool, lane, lanes));
  }

  /**
   * Where a lane's messages lie that have their results and are there for the windows of the two
   * layers above them.
   */
  public static SpoolStore below(String spool, int lane, int lanes) {
    return store(String.format(Locale.ROOT, "%s%s/lane-%d-of-%d", spool, BELOW, lane, lanes));
  }

  /**
   * A file's header.
   *
   * @throws TornFileException if it is not as it was written
   * @throws FileNotFoundException if there is no such file
   */
  public static SpoolHeader header(SpoolStore lane, String file) throws IOException {
    return SpoolFormat.readHeader(lane.read(file, SpoolFormat.MOST_HEADER)).header();
  }

  /** True if there is a spool of this name with a message in it. */
  public static boolean holdsMessages(String spool) throws IOException {
    for (String wanted : FILES) {
      if (!addresses(spool + wanted).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * All messages of a spool, kept ones and others, in the order in which they were handed out. A
   * file whose header is not as it was written comes first, for anything may be in it.
   *
   * @return their files' addresses and headers
   */
  public static List<SpooledFile> messages(String spool) throws IOException {
    Map<String, SpooledFile> messages = new HashMap<>();
    for (String wanted : FILES) {
      for (String address : addresses(spool + wanted)) {
        add(address, messages);
      }
    }
    List<SpooledFile> inOrder = new ArrayList<>(messages.values());
    inOrder.sort(
        Comparator.comparingLong((SpooledFile file) -> order(file.header()))
            .thenComparingInt(file -> file.header().lane())
            .thenComparingLong(SpooledFile::number));
    return inOrder;
  }

  /**
   * True if nothing is missing from a spool by accident: its run came to its end, or was killed
   * before anything was removed.
   */
  public static boolean isWhole(String spool) throws IOException {
    Map<String, Ranges> numbers = new HashMap<>();
    for (String wanted : FILES) {
      for (String address : addresses(spool + wanted)) {
        Matcher matcher = MESSAGE.matcher(address);
        SpoolName name = matcher.matches() ? SpoolName.of(matcher.group(3)) : null;
        if (name != null) {
          numbers.computeIfAbsent(matcher.group(2), lane -> new Ranges()).add(name.number());
        }
      }
    }
    return addresses(spool + "/lane-*/" + LaneSpool.OPENED + "*").isEmpty()
        || numbers.values().stream().allMatch(lane -> lane.firstMissing(0) > lane.last());
  }

  private static List<String> addresses(String pattern) throws IOException {
    return FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata().stream()
        .map(file -> file.resourceId().toString())
        .toList();
  }

  private static void add(String address, Map<String, SpooledFile> messages) throws IOException {
    Matcher matcher = MESSAGE.matcher(address);
    SpoolName name = matcher.matches() ? SpoolName.of(matcher.group(3)) : null;
    if (name == null) {
      return;
    }
    SpoolHeader header;
    try {
      header =
          SpoolFormat.readHeader(FileSystemsStore.readAt(address, SpoolFormat.MOST_HEADER))
              .header();
    } catch (TornFileException e) {
      messages.put(address, new SpooledFile(name.number(), address, unreadable(name.number())));
      return;
    }
    if (header.kind() == SpoolHeader.Kind.END) {
      return;
    }
    boolean below = BELOW.equals(matcher.group(1));
    SpooledFile file = new SpooledFile(name.number(), address, header, below);
    String place =
        String.format(Locale.ROOT, "%d/%d/%d", header.lane(), header.lanes(), header.number());
    SpooledFile other = messages.putIfAbsent(place, file);
    if (other == null) {
      return;
    }
    byte @Nullable [] mine = payload(file);
    byte @Nullable [] others = payload(other);
    if (others == null) {
      messages.put(place, file);
    } else if (mine != null && !Arrays.equals(mine, others)) {
      messages.put(address, file);
    }
  }

  /** A file's message; null if it is not as it was written. */
  private static byte @Nullable [] payload(SpooledFile file) throws IOException {
    try {
      return SpoolReader.read(file.file()).payload();
    } catch (TornFileException e) {
      return null;
    }
  }

  private static SpoolHeader unreadable(long number) {
    return new SpoolHeader(
        SpoolHeader.Kind.MESSAGE, 0, 1, number, 0, 0, 0, null, null, null, 0, 0, 0, 0);
  }

  /** A message without a readable batch_id goes where its request could have been answered. */
  private static long order(SpoolHeader header) {
    Long seqId = header.seqId();
    return header.isAccepted() && seqId != null ? seqId : header.floorSeqId();
  }
}
