package org.meltwatch.prints.files;

import org.jspecify.annotations.Nullable;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.formats.Channel;
import org.meltwatch.prints.formats.ColourMap;
import org.meltwatch.prints.formats.Scale;
import org.meltwatch.prints.names.NamePattern;

/**
 * How a folder of layer images is read.
 *
 * @param names where names hold the layer's number, or null to find out
 * @param kind which kind of image is taken where names tell several apart, or null
 * @param recursive whether sub-folders are looked into
 * @param scale which values become 0 and 65535
 * @param colourMap what colours mean, or null if images must be grey
 * @param channel which channel is taken, or null if all must be equal
 * @param crop which part of the images, or null for all
 * @param grid how plates are cut
 * @param skipBad whether a layer that cannot be read is a missing one; else it ends the print
 * @param facts what is known of the print; its name, if any, chooses among the prints in the folder
 */
public record FolderSettings(
    @Nullable NamePattern names,
    @Nullable String kind,
    boolean recursive,
    Scale scale,
    @Nullable ColourMap colourMap,
    @Nullable Channel channel,
    @Nullable Crop crop,
    GridWish grid,
    boolean skipBad,
    PrintFacts facts) {

  /** What needs no options but a grid. */
  public static FolderSettings of(Grid grid) {
    return new FolderSettings(
        null,
        null,
        false,
        Scale.AUTO,
        null,
        null,
        null,
        new GridWish(grid),
        false,
        PrintFacts.NONE);
  }
}
