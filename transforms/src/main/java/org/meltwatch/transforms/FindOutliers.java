package org.meltwatch.transforms;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;
import org.meltwatch.coders.PlateCoders;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.Plate;
import org.meltwatch.model.TileOutliers;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.tracking.FindingsKernel;
import org.meltwatch.tracking.PlateEvent;
import org.meltwatch.transforms.images.Images;

/**
 * Finds the local temperature outliers of every tile; none where the window is incomplete. Where
 * defects are tracked, the same pass gives what the plate needs to know of the tile.
 */
public final class FindOutliers extends PTransform<PCollection<LayerWindow>, PCollectionTuple> {

  /** The outliers of every tile. */
  public static final TupleTag<TileOutliers> OUTLIERS = new TupleTag<>() {};

  /** What the plate of each print is told, see {@link #withPlate}; otherwise nothing. */
  public static final TupleTag<KV<String, PlateEvent>> FINDINGS = new TupleTag<>() {};

  private final DefectRules rules;
  private final Images images;
  private final @Nullable Plate plate;

  private FindOutliers(DefectRules rules, Images images, @Nullable Plate plate) {
    this.rules = rules;
    this.images = images;
    this.plate = plate;
  }

  /**
   * Finds outliers.
   *
   * @param rules what is a candidate and what an outlier
   */
  public static FindOutliers by(DefectRules rules) {
    return new FindOutliers(rules, Images.inline(), null);
  }

  /** Where claimed images are; inline by default. */
  public FindOutliers withImages(Images newImages) {
    return new FindOutliers(rules, newImages, plate);
  }

  /** Which tiles the plate is to be told of; none by default. */
  public FindOutliers withPlate(@Nullable Plate newPlate) {
    return new FindOutliers(rules, images, newPlate);
  }

  @Override
  public PCollectionTuple expand(PCollection<LayerWindow> windows) {
    PCollectionTuple found =
        windows.apply(
            "Find",
            ParDo.of(new FindFn(rules, images, plate))
                .withOutputTags(OUTLIERS, TupleTagList.of(FINDINGS)));
    found.get(FINDINGS).setCoder(KvCoder.of(StringUtf8Coder.of(), PlateCoders.PLATE_EVENT));
    return found;
  }

  static final class FindFn extends DoFn<LayerWindow, TileOutliers> {

    private final DefectRules rules;
    private final Images images;
    private final @Nullable Plate plate;
    private transient @Nullable DeviationKernel kernel;
    private transient @Nullable FindingsKernel findings;

    FindFn(DefectRules rules, Images images, @Nullable Plate plate) {
      this.rules = rules;
      this.images = images;
      this.plate = plate;
    }

    @Setup
    public void setup() {
      kernel = new DeviationKernel(rules);
      findings = new FindingsKernel(rules);
    }

    @ProcessElement
    public void process(@Element LayerWindow window, MultiOutputReceiver out) throws IOException {
      Tile newest = window.newest();
      OutlierList outliers =
          plate != null && plate.has(newest.header().key().tileId())
              ? findings(window, out)
              : outliers(window);
      out.get(OUTLIERS).output(new TileOutliers(newest.header(), newest.saturated(), outliers));
    }

    private OutlierList findings(LayerWindow window, MultiOutputReceiver out) throws IOException {
      Tile newest = window.newest();
      boolean isComplete = window.isComplete();
      FindingsKernel.Found found =
          requireNonNull(findings, "findings")
              .find(
                  newest.header(),
                  newest.saturated(),
                  images.of(newest.image()),
                  isComplete ? image(window.previous()) : null,
                  isComplete ? image(window.oldest()) : null);
      out.get(FINDINGS).output(KV.of(newest.header().key().printId(), found.findings()));
      return found.outliers();
    }

    private Image image(@Nullable Tile tile) throws IOException {
      return images.of(requireNonNull(tile, "tile").image());
    }

    private OutlierList outliers(LayerWindow window) throws IOException {
      if (!window.isComplete()) {
        return OutlierList.none();
      }
      return requireNonNull(kernel, "kernel")
          .find(
              images.of(window.newest().image()), image(window.previous()), image(window.oldest()));
    }
  }
}
