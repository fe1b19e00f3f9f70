package org.reapscope.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reapscope.reports.Sanitizer;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point: runs one command line and gives its exit code to the system. */
public final class Main {
  private Main() {}

  /** Of picocli, about an option that takes one of some words. */
  private static final String CHOICE =
      "expected one of \\[(.*)] \\(case-insensitive\\) but was '(.*)'$";

  /** Runs the program and ends the process. */
  public static void main(String[] args) {
    prepare();
    Console console =
        new Console(
            // Not System.out: a PrintStream hides why it could not write.
            new PipeStream(new FileOutputStream(FileDescriptor.out)),
            System.err,
            Boolean.getBoolean("reapscope.tty.out"),
            Boolean.getBoolean("reapscope.tty.err"));
    System.exit(run(console, args));
  }

  /** Has to be done before picocli is used. */
  static void prepare() {
    // No option is a date or a database: looking up their classes takes longer than reading
    // options.
    System.setProperty("picocli.converters.excludes", "java.(time|sql).*");
    // Nor are we written in Groovy: looking for its classes opens the jar.
    System.setProperty("picocli.disable.closures", "true");
  }

  /** All commands and their options, for what is generated from them: manual pages, completion. */
  public static CommandLine commandLine() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console console =
        new Console(new PipeStream(OutputStream.nullOutputStream()), nowhere, false, false);
    return ReapscopeCommand.commandLine(console);
  }

  /** Runs one command line against {@code console}; returns its exit code. */
  static int run(Console console, String... args) {
    return run(console, ReapscopeCommand.commandLine(console, args), args);
  }

  /** Runs {@code line} with these arguments. */
  static int run(Console console, CommandLine line, String... args) {
    PrintWriter out = new PrintWriter(console.out(), true, StandardCharsets.UTF_8);
    int code =
        line.setOut(out)
            .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
            .setUsageHelpWidth(80)
            .setAdjustLineBreaksForWideCJKCharacters(false)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setColorScheme(Help.defaultColorScheme(console.paints() ? Ansi.ON : Ansi.OFF))
            .setParameterExceptionHandler(Main::usage)
            .setExecutionExceptionHandler(Main::fault)
            .execute(args);
    out.flush();
    return code;
  }

  /** One sentence and where to read on: pages of help would hide what was wrong. */
  private static int usage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    String why =
        String.valueOf(wrong.getMessage())
            .replaceFirst(" is not a double$", " is not a number")
            .replaceFirst(" is not an? (long|int)$", " is not a whole number");
    why = Pattern.compile(CHOICE).matcher(why).replaceFirst(Main::choice);
    if (wrong instanceof UnmatchedArgumentException extra && !extra.isUnknownOption()) {
      String word = extra.getUnmatched().get(0);
      boolean first = command.getParent() == null;
      why =
          first ? "there is no command '" + word + "'" : "'" + word + "' is one argument too many";
    }
    err.println("reapscope: " + Sanitizer.text(why));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  /** The words as they are typed and as the help page shows them. */
  private static String choice(MatchResult choice) {
    String words = choice.group(1).toLowerCase(Locale.ROOT);
    return Matcher.quoteReplacement("'" + choice.group(2) + "' is none of " + words);
  }

  /** Whatever reaches this point nobody foresaw; picocli's own code for it would mean findings. */
  private static int fault(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("reapscope: internal fault; please report it with these lines:");
    failure.printStackTrace(err);
    return ExitCode.INTERNAL;
  }
}
