package org.meltwatch.runners.flink;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The environment that {@code flink run} has prepared for this process. Beam takes it as it is, and
 * reads no configuration for it; so Meltwatch's has to be in it before.
 */
@SuppressWarnings("try") // Inherits close(), and is never made.
final class FlinkRunEnvironment extends StreamExecutionEnvironment {

  private FlinkRunEnvironment() {}

  /** True if it is {@code flink run} that has started this process. */
  static boolean isPrepared() {
    return !(getExecutionEnvironment() instanceof LocalStreamEnvironment);
  }

  /**
   * Adds settings, if there is such an environment. What the user has configured, by {@code -D} or
   * in the configuration file of {@code flink run}, wins.
   */
  static void complete(Map<String, String> settings) {
    if (!isPrepared()) {
      return;
    }
    StreamExecutionEnvironment prepared = getExecutionEnvironment();
    Map<String, String> ours = new HashMap<>(settings);
    ours.keySet().removeAll(prepared.getConfiguration().toMap().keySet());
    prepared.configure(Configuration.fromMap(ours), Thread.currentThread().getContextClassLoader());
    initializeContextEnvironment(configuration -> prepared);
  }
}
