package org.meltwatch.runners.flink;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.options.UsageException;

/** Where a cluster is: {@code HOST:PORT}, as Flink's own command line takes it. */
record ClusterAddress(String host, int port) {

  private static final int USUAL_PORT = 8081;
  private static final int MOST = 65535;

  /**
   * Reads an address.
   *
   * @throws UsageException if it is none
   */
  static ClusterAddress parse(String master) {
    try {
      URI uri = new URI("http://" + master);
      int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
      if (uri.getHost() != null
          && uri.toString().equals("http://" + uri.getAuthority())
          && uri.getUserInfo() == null
          && port > 0
          && port <= MOST) {
        return new ClusterAddress(uri.getHost(), port);
      }
    } catch (URISyntaxException e) {
      throw malformed(master, e);
    }
    throw malformed(master, null);
  }

  /** Where its REST interface is. */
  String url() {
    return String.format(Locale.ROOT, "http://%s:%d", host, port);
  }

  /**
   * Sees to it that a run begins only where there is a cluster.
   *
   * @throws UsageException if no JobManager answers at {@code HOST:PORT}
   */
  static void check(String master) {
    ClusterAddress address = parse(master);
    try {
      new ClusterRest(address).requireJobManager();
    } catch (IOException e) {
      throw new UsageException(
          "--flinkMaster (%s) cannot be reached, is the cluster running? %s"
              .formatted(master, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("interrupted while --flinkMaster was asked", e);
    }
  }

  private static UsageException malformed(String master, @Nullable Exception cause) {
    String message = "--flinkMaster (%s) must be HOST:PORT, [local] or [auto]".formatted(master);
    return cause == null ? new UsageException(message) : new UsageException(message, cause);
  }
}
