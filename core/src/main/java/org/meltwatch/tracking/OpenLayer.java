package org.meltwatch.tracking;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.BitSet;

/**
 * What is known of a layer that is not closed; sets of tile ids. Copies share nothing.
 *
 * @param present tiles that are present
 * @param complete those of them whose window is complete, if the layers below are present, too
 * @param found tiles whose findings are there
 * @param computed those of them with deviations
 */
public record OpenLayer(BitSet present, BitSet complete, BitSet found, BitSet computed) {

  public OpenLayer {
    requireNonNull(present, "present");
    requireNonNull(complete, "complete");
    requireNonNull(found, "found");
    requireNonNull(computed, "computed");
  }

  /** A layer of which nothing is known. */
  static OpenLayer nothing() {
    return new OpenLayer(new BitSet(), new BitSet(), new BitSet(), new BitSet());
  }

  OpenLayer copy() {
    return new OpenLayer(copy(present), copy(complete), copy(found), copy(computed));
  }

  /** True if all present tiles have their findings. */
  boolean isAnswered() {
    BitSet missing = copy(present);
    missing.andNot(found);
    return missing.isEmpty();
  }

  static BitSet copy(BitSet set) {
    return (BitSet) set.clone();
  }

  void write(DataOutputStream out) throws IOException {
    write(present, out);
    write(complete, out);
    write(found, out);
    write(computed, out);
  }

  static OpenLayer read(DataInputStream in) throws IOException {
    return new OpenLayer(readSet(in), readSet(in), readSet(in), readSet(in));
  }

  static void write(BitSet set, DataOutputStream out) throws IOException {
    byte[] bytes = set.toByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static BitSet readSet(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return BitSet.valueOf(bytes);
  }
}
