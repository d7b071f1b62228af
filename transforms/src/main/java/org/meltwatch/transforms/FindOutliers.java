package org.meltwatch.transforms;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileOutliers;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.transforms.images.Images;

/** Finds the local temperature outliers of every tile; none where the window is incomplete. */
public final class FindOutliers
    extends PTransform<PCollection<LayerWindow>, PCollection<TileOutliers>> {

  private final DefectRules rules;
  private final Images images;

  private FindOutliers(DefectRules rules, Images images) {
    this.rules = rules;
    this.images = images;
  }

  /**
   * Finds outliers.
   *
   * @param rules what is a candidate and what an outlier
   */
  public static FindOutliers by(DefectRules rules) {
    return new FindOutliers(rules, Images.inline());
  }

  /** Where claimed images are; inline by default. */
  public FindOutliers withImages(Images newImages) {
    return new FindOutliers(rules, newImages);
  }

  @Override
  public PCollection<TileOutliers> expand(PCollection<LayerWindow> windows) {
    return windows.apply("Find", ParDo.of(new FindFn(rules, images)));
  }

  static final class FindFn extends DoFn<LayerWindow, TileOutliers> {

    private final DefectRules rules;
    private final Images images;
    private transient @Nullable DeviationKernel kernel;

    FindFn(DefectRules rules, Images images) {
      this.rules = rules;
      this.images = images;
    }

    @Setup
    public void setup() {
      kernel = new DeviationKernel(rules);
    }

    @ProcessElement
    public void process(@Element LayerWindow window, OutputReceiver<TileOutliers> out)
        throws IOException {
      Tile newest = window.newest();
      out.output(new TileOutliers(newest.header(), newest.saturated(), outliers(window)));
    }

    private OutlierList outliers(LayerWindow window) throws IOException {
      Tile previous = window.previous();
      Tile oldest = window.oldest();
      if (previous == null || oldest == null) {
        return OutlierList.none();
      }
      return requireNonNull(kernel, "kernel")
          .find(
              images.of(window.newest().image()),
              images.of(previous.image()),
              images.of(oldest.image()));
    }
  }
}
