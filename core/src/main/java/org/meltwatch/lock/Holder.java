package org.meltwatch.lock;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who holds a directory.
 *
 * @param host the name of its machine
 * @param pid its process id there
 * @param started when that process started; tells it from a later one of the same id
 */
public record Holder(String host, long pid, Instant started) {

  private static final Pattern LINE = Pattern.compile("host (\\S+) pid (\\d+) started (\\S+)\\s*");

  /** The system reckons a process's start from its clock, which may have been set right since. */
  private static final Duration CLOCK_STEP = Duration.ofSeconds(5);

  /** This process. */
  static Holder self() {
    ProcessHandle self = ProcessHandle.current();
    return new Holder(hostName(), self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
  }

  /** What a lock file says; none if it says nothing yet. */
  static Optional<Holder> parse(String text) {
    Matcher matcher = LINE.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Holder(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Instant.parse(matcher.group(3))))
        : Optional.empty();
  }

  /** The line that {@link #parse} reads. */
  String line() {
    return String.format(Locale.ROOT, "host %s pid %d started %s%n", host, pid, started);
  }

  /** True if it is, or was, a process of this machine. */
  public boolean isOfThisHost() {
    return host.equals(hostName());
  }

  /** True if it is a process of this machine that lives. */
  public boolean isAlive() {
    return isOfThisHost()
        && ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .flatMap(process -> process.info().startInstant())
            .filter(start -> Duration.between(start, started).abs().compareTo(CLOCK_STEP) <= 0)
            .isPresent();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "process %d of host %s", pid, host);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A machine without a name of its own has no other one to be told from.
      return "localhost";
    }
  }
}
