package org.meltwatch.runners.spark;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.meltwatch.options.UsageException;
import org.meltwatch.pipeline.MonitorOptions;

/**
 * Where Spark runs.
 *
 * @param url in Spark's own words
 */
record SparkMaster(String url) {

  /** The option's default: this process, with a thread for each lane. */
  static final String THREAD_PER_LANE = "local[lanes]";

  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+)])?");
  private static final Pattern LOOPBACK = Pattern.compile("spark://(?:127\\.|localhost[:,]).*");
  private static final String SUBMITTED = "spark.master";

  /**
   * By the options, or by the command line of {@code spark-submit}, which wins.
   *
   * @throws UsageException if there are fewer threads than lanes, which would have to take turns
   */
  static SparkMaster of(SparkPipelineOptions options) {
    int lanes = options.as(MonitorOptions.class).getLanes();
    String url = System.getProperty(SUBMITTED, options.getSparkMaster());
    if (url.equals(THREAD_PER_LANE)) {
      return new SparkMaster(String.format(Locale.ROOT, "local[%d]", lanes));
    }
    Matcher local = LOCAL.matcher(url);
    if (local.matches()) {
      int threads = local.group(1) == null ? 1 : Integer.parseInt(local.group(1));
      if (threads < lanes) {
        throw new UsageException(
            String.format(
                Locale.ROOT,
                "--sparkMaster (%s) must have a thread for each of the %d --lanes: local[%d], or more",
                url,
                lanes,
                lanes));
      }
    }
    return new SparkMaster(url);
  }

  /** True if all is done in this process. */
  boolean isLocal() {
    return url.startsWith("local");
  }

  /** True if no other machine takes part. */
  boolean isOnThisMachine() {
    return isLocal() || LOOPBACK.matcher(url).matches();
  }

  /** True if {@code spark-submit} has started this process. */
  static boolean isSubmitted() {
    return System.getProperty(SUBMITTED) != null;
  }
}
