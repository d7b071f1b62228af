package org.meltwatch.pipeline;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the engine that a run is launched with. */
public final class RunnerProfiles {

  private RunnerProfiles() {}

  /**
   * The profile on the class path.
   *
   * @throws IllegalStateException if there is none or more than one
   */
  public static RunnerProfile only() {
    return only(Thread.currentThread().getContextClassLoader());
  }

  /** The same, looked for by a certain class loader. */
  public static RunnerProfile only(ClassLoader loader) {
    List<RunnerProfile> profiles =
        ServiceLoader.load(RunnerProfile.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    if (profiles.size() != 1) {
      throw new IllegalStateException(
          "exactly one runner profile must be on the class path, found %s: launch with"
                  .formatted(
                      profiles.stream()
                          .map(RunnerProfile::name)
                          .collect(Collectors.joining(", ", "[", "]")))
              + " one of -Pdirect, -Pflink, -Pspark, -Preference");
    }
    return profiles.get(0);
  }
}
