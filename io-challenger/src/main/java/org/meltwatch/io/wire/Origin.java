package org.meltwatch.io.wire;

import java.io.Serializable;

/** Where messages come from. Equal origins give the same messages. */
public interface Origin extends Serializable {

  /** What it is, for people: such as {@code bench b1 at http://localhost:8866}. */
  String described();
}
