package org.meltwatch.io.spool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.ranges.Ranges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane's files, as one reader of the lane opened them. A lane may be opened again while its
 * last reader still lives, unknown to anybody: each reader writes under a name of its own, and of
 * two messages with one number the later reader's counts. The other one, if it is another message,
 * is a stray: it is given a number behind all others. Safe for use by many threads.
 */
public final class LaneSpool {

  private static final Logger LOG = LoggerFactory.getLogger(LaneSpool.class);
  static final String OPENED = "opened-";
  private static final String TORN = "torn-";
  private static final String COVERED = "covered";
  private static final String DONE = "done";
  private static final int MOST_DONE = 1 << 24;
  private static final int REMEMBERED = 10_000;
  private static final int READERS = 1 << 16;

  private final SpoolStore store;
  private final String owner;
  private final boolean reopened;
  private final List<SpooledFile> found;
  private final Ranges done;
  private final TreeMap<Long, String> known = new TreeMap<>();

  private LaneSpool(
      SpoolStore store, String owner, boolean reopened, List<SpooledFile> found, Ranges done) {
    this.store = store;
    this.owner = owner;
    this.reopened = reopened;
    this.found = List.copyOf(found);
    this.done = done;
    found.forEach(file -> remember(file.number(), file.header()));
  }

  /**
   * Opens a lane.
   *
   * @param window how many numbers behind the largest one found may have been asked for by a reader
   *     that is gone; strays are numbered from behind them
   */
  public static LaneSpool open(SpoolStore store, int window) throws IOException {
    Map<String, Long> files = store.list();
    int readers =
        files.keySet().stream()
            .filter(file -> file.startsWith(OPENED))
            .mapToInt(file -> Integer.parseInt(file, OPENED.length(), OPENED.length() + 4, 16) + 1)
            .max()
            .orElse(0);
    String owner =
        String.format(
            Locale.ROOT,
            "%04x%04x",
            readers % READERS,
            ThreadLocalRandom.current().nextInt(READERS));
    store.write(OPENED + owner, ByteBuffer.allocate(0));
    Resolved resolved = resolve(store, files);
    List<SpooledFile> found = new ArrayList<>(resolved.files().values());
    long number = 1 + window + (found.isEmpty() ? -1 : found.get(found.size() - 1).number());
    for (SpooledFile stray : resolved.strays()) {
      found.add(renumbered(store, stray, number++));
    }
    return new LaneSpool(store, owner, readers > 0, found, done(store));
  }

  /** How often the lane whose directory holds these files was opened. */
  public static long timesOpened(Iterable<String> files) {
    long opened = 0;
    for (String file : files) {
      opened += file.startsWith(OPENED) ? 1 : 0;
    }
    return opened;
  }

  /** Where the message in a file stands in its lane; -1 if this is not a message's file. */
  public static long numberOf(String file) {
    SpoolName name = SpoolName.of(file);
    return name == null ? -1 : name.number();
  }

  /** True if this is a file that was found torn and set aside. */
  public static boolean isTorn(String file) {
    return file.startsWith(TORN);
  }

  /** What the lane held when it was opened, by ascending number, each number once. */
  public List<SpooledFile> found() {
    return found;
  }

  /** The numbers of messages that need nothing more, whether their files are there or not. */
  public Ranges done() {
    return done;
  }

  /**
   * Notes which messages need nothing more, before their files go.
   *
   * @param numbers all of them, those that were noted before included
   */
  public static void noteDone(SpoolStore store, Ranges numbers) throws IOException {
    String text =
        numbers.list().stream()
            .map(range -> range.first() + "-" + range.last())
            .collect(Collectors.joining(","));
    store.write(DONE, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What {@link #noteDone} noted last of the lane in a directory; nothing if it never did. */
  public static Ranges done(SpoolStore store) throws IOException {
    Ranges done = new Ranges();
    try {
      String text = new String(store.read(DONE, MOST_DONE), StandardCharsets.UTF_8);
      for (String range : text.isEmpty() ? new String[0] : text.split(",", -1)) {
        int dash = range.indexOf('-');
        done.add(
            Long.parseLong(range, 0, dash, 10),
            Long.parseLong(range, dash + 1, range.length(), 10));
      }
    } catch (FileNotFoundException e) {
      LOG.trace("nothing is done in {}", store, e);
    }
    return done;
  }

  /** True if the lane had been opened before. */
  public boolean reopened() {
    return reopened;
  }

  /** True if nobody has opened the lane since. */
  public boolean isLatest() throws IOException {
    return store.list().keySet().stream()
        .filter(file -> file.startsWith(OPENED))
        .noneMatch(file -> file.compareTo(OPENED + owner) > 0);
  }

  /** Writes a message; returns the name of its file. */
  public String write(SpoolHeader header, byte[] payload) throws IOException {
    String file = new SpoolName(header.number(), owner).file();
    ByteBuffer head = SpoolFormat.header(header);
    ByteBuffer trailer = SpoolFormat.trailer(head, payload);
    try {
      store.write(file, head, ByteBuffer.wrap(payload), trailer);
    } catch (IOException e) {
      throw new IOException("cannot write spool file %s: %s".formatted(store.address(file), e), e);
    }
    remember(header.number(), header);
    return file;
  }

  /**
   * Reads a message.
   *
   * @throws TornFileException if it is not as it was written; then the file has been set aside
   */
  public SpoolMessage read(String file) throws IOException {
    try {
      return SpoolFormat.read(store.read(file, Integer.MAX_VALUE));
    } catch (TornFileException e) {
      setAside(store, file, e);
      throw e.in(store.address(file));
    }
  }

  /**
   * Notes that what has a number below {@code number} will not be asked for again, because an
   * engine's checkpoint holds it.
   */
  public void cover(long number) throws IOException {
    store.write(COVERED, ByteBuffer.wrap(Long.toString(number).getBytes(StandardCharsets.UTF_8)));
  }

  /** The number below which the lane in a directory will not be asked again; 0 if none is noted. */
  public static long covered(SpoolStore store) throws IOException {
    try {
      String text = new String(store.read(COVERED, 20), StandardCharsets.UTF_8);
      return Long.parseLong(text);
    } catch (FileNotFoundException e) {
      LOG.trace("no checkpoint has covered anything in {}", store, e);
      return 0;
    }
  }

  /** The address of a message's file, by which any process can read it. */
  public String address(String file) {
    return store.address(file);
  }

  /**
   * Messages that others have written since the lane was opened, and that it does not hold; from
   * now on they stand at {@code number} and behind.
   */
  public List<SpooledFile> strays(long number) throws IOException {
    Resolved resolved = resolve(store, store.list());
    List<SpooledFile> candidates = new ArrayList<>(resolved.strays());
    candidates.addAll(resolved.files().values());
    List<SpooledFile> strays = new ArrayList<>();
    for (SpooledFile file : candidates) {
      if (file.header().kind() != SpoolHeader.Kind.END && !isKnown(file)) {
        strays.add(renumbered(store, file, number + strays.size()));
      }
    }
    strays.forEach(file -> remember(file.number(), file.header()));
    return strays;
  }

  private synchronized void remember(long number, SpoolHeader header) {
    known.put(number, identity(header));
    if (known.size() > REMEMBERED) {
      known.pollFirstEntry();
    }
  }

  /** True if this reader holds the message, or has held it so long ago that it has forgotten. */
  private synchronized boolean isKnown(SpooledFile file) {
    boolean forgotten = known.size() == REMEMBERED && file.number() < known.firstKey();
    return forgotten || identity(file.header()).equals(known.get(file.number()));
  }

  private static String identity(SpoolHeader header) {
    return String.format(
        Locale.ROOT, "%s %s %s %d", header.seqId(), header.key(), header.layer(), header.length());
  }

  /**
   * A lane's messages.
   *
   * @param files one for each number
   * @param strays the others
   */
  private record Resolved(TreeMap<Long, SpooledFile> files, List<SpooledFile> strays) {}

  private static Resolved resolve(SpoolStore store, Map<String, Long> files) throws IOException {
    Resolved resolved = new Resolved(new TreeMap<>(), new ArrayList<>());
    TreeMap<SpoolName, Long> names = new TreeMap<>();
    files.forEach(
        (file, length) -> {
          SpoolName name = SpoolName.of(file);
          if (name != null) {
            names.put(name, length);
          }
        });
    for (Map.Entry<SpoolName, Long> name : names.entrySet()) {
      SpooledFile later = peek(store, name.getKey(), name.getValue());
      if (later == null) {
        continue;
      }
      SpooledFile earlier = resolved.files().put(later.number(), later);
      if (earlier != null) {
        tellApart(store, earlier, later, resolved.strays());
      }
    }
    return resolved;
  }

  /** One message twice is one message; the word that there are no more is no message at all. */
  private static void tellApart(
      SpoolStore store, SpooledFile earlier, SpooledFile later, List<SpooledFile> strays)
      throws IOException {
    boolean end = earlier.header().kind() == SpoolHeader.Kind.END;
    if (!end && !Arrays.equals(payload(store, earlier), payload(store, later))) {
      strays.add(earlier);
    }
  }

  private static byte[] payload(SpoolStore store, SpooledFile file) throws IOException {
    try {
      return SpoolFormat.read(store.read(file.file(), Integer.MAX_VALUE)).payload();
    } catch (TornFileException e) {
      // Found out, and set aside, when it is read to be handed on.
      return e.getMessage().getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A file's header; null if it is torn, and then set aside, or has just been deleted. */
  private static @Nullable SpooledFile peek(SpoolStore store, SpoolName name, long length)
      throws IOException {
    try {
      SpoolFormat.Read read =
          SpoolFormat.readHeader(store.read(name.file(), SpoolFormat.MOST_HEADER));
      if (length != read.fileLength()) {
        throw new TornFileException(
            String.format(
                Locale.ROOT, "has %d bytes where its header says %d", length, read.fileLength()));
      }
      return new SpooledFile(name.number(), name.file(), read.header());
    } catch (TornFileException e) {
      setAside(store, name.file(), e);
      return null;
    } catch (FileNotFoundException e) {
      LOG.debug("{} was deleted while its directory was read", name.file(), e);
      return null;
    }
  }

  private static void setAside(SpoolStore store, String file, TornFileException why)
      throws IOException {
    store.rename(file, TORN + file);
    LOG.warn(
        "{} {}; set aside as {}{}, its message is asked for again",
        store.address(file),
        why.getMessage(),
        TORN,
        file);
  }

  private static SpooledFile renumbered(SpoolStore store, SpooledFile stray, long number)
      throws IOException {
    SpoolName name = SpoolName.of(stray.file());
    if (name == null) {
      throw new IllegalArgumentException(stray.file() + " is not a message's file");
    }
    String file = new SpoolName(number, name.owner()).file();
    store.rename(stray.file(), file);
    LOG.warn(
        "{} was written by a reader that had been given up; it is handed on as number {}",
        store.address(stray.file()),
        number);
    return new SpooledFile(number, file, stray.header());
  }
}
