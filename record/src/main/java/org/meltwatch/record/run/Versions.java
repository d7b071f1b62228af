package org.meltwatch.record.run;

import org.meltwatch.kernel.tiff.TiffDecoder;

/**
 * What a run was made with.
 *
 * @param meltwatch Meltwatch's version
 * @param beam Apache Beam's version
 * @param engine the engine's name and version
 * @param java the Java runtime's version
 * @param inflater what unpacks images where this run was started: {@code libdeflate} or {@code
 *     java.util.zip}
 */
public record Versions(String meltwatch, String beam, String engine, String java, String inflater) {

  /** With the Java runtime and the inflater of this process. */
  public static Versions of(String meltwatch, String beam, String engine) {
    return new Versions(
        meltwatch, beam, engine, Runtime.version().toString(), TiffDecoder.inflater());
  }
}
