package org.meltwatch.results;

/**
 * What a run was made with.
 *
 * @param meltwatch Meltwatch's version
 * @param beam Apache Beam's version
 * @param engine the engine's name and version
 * @param java the Java runtime's version
 */
public record Versions(String meltwatch, String beam, String engine, String java) {

  /** With the Java runtime of this process. */
  public static Versions of(String meltwatch, String beam, String engine) {
    return new Versions(meltwatch, beam, engine, Runtime.version().toString());
  }
}
