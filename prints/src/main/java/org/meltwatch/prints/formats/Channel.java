package org.meltwatch.prints.formats;

import java.util.Locale;

/** Which of several channels is taken; the others are left alone. */
public enum Channel {
  GREY(0),
  RED(0),
  GREEN(1),
  BLUE(2);

  private final int band;

  Channel(int band) {
    this.band = band;
  }

  int band() {
    return band;
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Channel parse(String text) {
    for (Channel channel : values()) {
      if (channel.name().toLowerCase(Locale.ROOT).equals(text)) {
        return channel;
      }
    }
    throw new IllegalArgumentException(
        "channel (%s) must be grey, red, green or blue".formatted(text));
  }
}
