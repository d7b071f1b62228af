package org.meltwatch.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.findings.PrintFindings;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.run.RunSummary;

/**
 * The report of a run: one self-contained page, with what was found, what was looked at and what
 * was not, and by which settings. A run that goes on, or that died, has one of what there is.
 */
public final class PrintReport {

  /** What the page is called in a results directory. */
  public static final String FILE = "report.html";

  private PrintReport() {}

  /**
   * Writes the page into the results directory.
   *
   * @param dir the results directory
   * @param locale whose language, numbers and dates it has; English where there is no other text
   * @return where it is
   * @throws IOException if the record cannot be read or the page not be written; names the file
   */
  public static Path write(Path dir, Locale locale) throws IOException {
    Path file = dir.resolve(FILE);
    Path temporary = dir.resolve("." + FILE);
    Files.writeString(temporary, html(dir, locale));
    return Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The page.
   *
   * @param dir the results directory
   * @param locale whose language, numbers and dates it has
   * @throws IOException if the record cannot be read; names the file
   */
  public static String html(Path dir, Locale locale) throws IOException {
    RunRecord run = RunRecord.open(dir, Answers.TRACKING);
    @Nullable RunSummary summary = run.summary();
    List<PrintFindings> prints = PrintFindings.of(run);
    Page page = new Page(new Texts(locale));
    try (Reader template = template()) {
      return Mustache.compiler()
          .compile(template)
          .execute(page.context(dir, summary, prints, run.deadLetters()));
    }
  }

  private static Reader template() {
    InputStream resource = PrintReport.class.getResourceAsStream("report.mustache");
    return new InputStreamReader(
        Objects.requireNonNull(resource, "report.mustache"), StandardCharsets.UTF_8);
  }
}
