package org.meltwatch.record.space;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.record.rows.RegionPoints;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Level;

/** The measures of defects in millimetres, as JSON. */
final class DefectsJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private DefectsJson() {}

  static byte[] of(List<Grown> defects, List<List<RegionPoints>> regions, PlateScale scale)
      throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("unit", "mm").put("pixel_size_mm", scale.pixelMm());
    json.put("layer_thickness_mm", scale.layerMm());
    json.put("flip_y", scale.flipY()).put("rot90", scale.rot90());
    json.put(
        "points_left_out",
        regions.stream().flatMap(List::stream).mapToLong(RegionPoints::leftOut).sum());
    ArrayNode all = json.putArray("defects");
    for (int number = 0; number < defects.size(); number++) {
      all.add(defect(number, defects.get(number), scale));
    }
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MAPPER.writer(printer).writeValue(out, json);
    out.write('\n');
    return out.toByteArray();
  }

  private static ObjectNode defect(int number, Grown defect, PlateScale scale) {
    double points = defect.points();
    Box box = defect.box();
    Level level = defect.level();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("number", number).put("print_id", defect.printId());
    json.put("id", defect.id().toString()).put("family", defect.family().word());
    json.put("level", level == null ? null : level.name());
    json.put("points", defect.points()).put("saturated", defect.saturated());
    json.put("edge", defect.edge());
    json.put("volume_mm3", scale.volume(defect.points()));
    place(
        json.putArray("centroid_mm"),
        (defect.sumX() / points + 0.5) * scale.pixelMm(),
        (defect.sumY() / points + 0.5) * scale.pixelMm(),
        (defect.sumLayer() / points + 0.5) * scale.layerMm());
    place(
        json.putArray("min_mm"),
        box.minX() * scale.pixelMm(),
        box.minY() * scale.pixelMm(),
        defect.id().layer() * scale.layerMm());
    place(
        json.putArray("max_mm"),
        (box.maxX() + 1.0) * scale.pixelMm(),
        (box.maxY() + 1.0) * scale.pixelMm(),
        (defect.lastLayer() + 1.0) * scale.layerMm());
    ArrayNode absorbed = json.putArray("absorbed");
    defect.absorbed().stream().map(DefectId::toString).forEach(absorbed::add);
    return json;
  }

  private static void place(ArrayNode json, double x, double y, double z) {
    json.add(x).add(y).add(z);
  }
}
