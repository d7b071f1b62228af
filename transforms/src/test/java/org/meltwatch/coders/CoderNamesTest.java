package org.meltwatch.coders;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

/** An engine sends coders by name: one that is not among the known ones ends its run. */
final class CoderNamesTest {

  @Test
  void coder_ofAnyClass_comesThroughItsBytesAsItself() throws Exception {
    List<Field> constants =
        Stream.of(ModelCoders.class, MessageCoders.class, PlateCoders.class)
            .flatMap(type -> Stream.of(type.getDeclaredFields()))
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .filter(field -> field.getType() == ModelCoder.class)
            .toList();
    assertFalse(constants.isEmpty());
    for (Field constant : constants) {
      ModelCoder<?> coder = (ModelCoder<?>) constant.get(null);
      assertSame(coder, SerializableUtils.clone(coder), constant.getName());
    }
  }
}
