package org.meltwatch.transforms.images;

import java.io.IOException;
import java.io.Serializable;
import org.meltwatch.model.received.Slice;

/** Keeps the image files of tiles beside the engine and gives them back for their claims. */
public interface ImageStore extends Serializable {

  /**
   * The image file that a claim stands for, a TIFF as the challenger sent it.
   *
   * @return not to be written to; perhaps within the message that brought it
   * @throws IOException if it is not there, or not as it was put down
   */
  Slice tif(String claim) throws IOException;
}
