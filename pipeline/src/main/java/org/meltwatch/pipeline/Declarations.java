package org.meltwatch.pipeline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What interfaces of options declare. */
final class Declarations {

  private Declarations() {}

  /** The getters of an interface's own options, by name. */
  static List<Method> of(Class<? extends PipelineOptions> options) {
    return Arrays.stream(options.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Description.class))
        .sorted(Comparator.comparing(Declarations::name))
        .toList();
  }

  /** The name of the option that a getter stands for. */
  static String name(Method getter) {
    String name = getter.getName().substring("get".length());
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** The options of some interfaces that have a value. */
  static Map<String, String> values(
      PipelineOptions options, List<Class<? extends PipelineOptions>> interfaces) {
    Map<String, String> values = new TreeMap<>();
    for (Class<? extends PipelineOptions> one : interfaces) {
      PipelineOptions own = options.as(one);
      for (Method getter : of(one)) {
        Object value = value(own, getter);
        if (value != null) {
          values.put(name(getter), word(value));
        }
      }
    }
    return values;
  }

  /** As it is said on a command line. */
  private static String word(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).collect(Collectors.joining(","))
        : value.toString();
  }

  private static @Nullable Object value(PipelineOptions options, Method getter) {
    try {
      return getter.invoke(options);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read option " + name(getter), e);
    }
  }
}
