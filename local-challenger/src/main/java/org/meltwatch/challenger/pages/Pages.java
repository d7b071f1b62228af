package org.meltwatch.challenger.pages;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The dashboard's templates; every value put into them is escaped. */
final class Pages {

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().escapeHTML(true).withLoader(Pages::open);

  /** All benches; takes a {@link BenchList}. */
  static final Template BENCHES = compile("benches");

  /** One bench; takes a {@link BenchPage}. */
  static final Template BENCH = compile("bench");

  private Pages() {}

  private static Template compile(String name) {
    try (Reader reader = open(name)) {
      return COMPILER.compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("reading template " + name, e);
    }
  }

  private static Reader open(String name) {
    InputStream in = Pages.class.getResourceAsStream(name + ".mustache");
    if (in == null) {
      throw new IllegalStateException(
          "template %s.mustache is not on the class path".formatted(name));
    }
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }
}
