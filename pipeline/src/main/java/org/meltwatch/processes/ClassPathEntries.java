package org.meltwatch.processes;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The class path of this process. */
public final class ClassPathEntries {

  private ClassPathEntries() {}

  /**
   * Its jars and directories. Under Maven the application's class path is known to its class loader
   * only.
   *
   * @throws IOException if an entry is no file
   */
  public static List<String> ofThisProcess() throws IOException {
    if (!(Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader)) {
      return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    }
    List<String> entries = new ArrayList<>();
    for (URL url : loader.getURLs()) {
      try {
        entries.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException | IllegalArgumentException e) {
        throw new IOException("class path entry %s is no file: %s".formatted(url, e), e);
      }
    }
    return entries;
  }
}
