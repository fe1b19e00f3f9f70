package org.reapscope.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.reapscope.reports.Sanitizer;

/** What went wrong with a file, in words. */
final class Sentences {
  private Sentences() {}

  /** One line about {@code failure}, safe to print whatever the file's name holds. */
  static String of(IOException failure) {
    String what = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String sentence = what;
    if (failure instanceof NoSuchFileException) {
      sentence = what + ": no such file or directory";
    } else if (failure instanceof AccessDeniedException) {
      sentence = what + ": may not be read";
    } else if (failure instanceof FileSystemException) {
      sentence = what;
    }
    return Sanitizer.text(sentence);
  }
}
