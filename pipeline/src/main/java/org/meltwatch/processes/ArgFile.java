package org.meltwatch.processes;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An {@code @argfile} for the java command: for class paths too long for a command line. */
public final class ArgFile {

  private ArgFile() {}

  /** Writes the file. */
  public static void write(Path file, List<String> args) throws IOException {
    // The launcher is native code and reads the file in the platform's encoding.
    Charset platform = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    Files.write(file, args.stream().map(ArgFile::quoted).toList(), platform);
  }

  /** The argument in double quotes, in which backslashes escape. */
  static String quoted(String arg) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < arg.length(); i++) {
      char c = arg.charAt(i);
      switch (c) {
        case '\\', '"' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\f' -> text.append("\\f");
        default -> text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
