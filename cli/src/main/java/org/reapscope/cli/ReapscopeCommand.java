package org.reapscope.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself: names its commands and says what they are for. */
@Command(
    name = "reapscope",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Reads an strace log of a process manager, replays every wait call through an exact model of"
          + " the kernel's rules, and says who reaped whose child, what leaks, and what asking"
          + " after children one by one costs.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing found at or above --fail-on",
      "1:findings at or above --fail-on",
      "2:wrong usage",
      "3:an input cannot be read or is no trace; with --strict, any line not understood",
      "70:internal fault",
      "130:interrupted"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  Record a program, then ask who reaped its children:",
      "    reapscope record -o run.strace -- ./supervisor",
      "    reapscope audit run.strace",
      "  What to mark and what to change so that nobody steals them:",
      "    reapscope plan run.strace",
      "  More: reapscope COMMAND --help"
    })
final class ReapscopeCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Which command? Try 'reapscope audit LOG'.");
    }
  }

  /** Adds the commands; each is made here, with the console that it writes to. */
  static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new ReapscopeCommand());
    line.addSubcommand(new AuditCommand(console));
    line.addSubcommand(new ReplayCommand(console));
    line.addSubcommand(new CompareCommand(console));
    line.addSubcommand(new CostCommand(console));
    line.addSubcommand(new EventsCommand(console));
    line.addSubcommand(new PlanCommand(console));
    line.addSubcommand(new CalibrateCommand(console));
    line.addSubcommand(new SimulateCommand(console));
    line.addSubcommand(new SemanticsCommand(console));
    line.addSubcommand(new ReportCommand(console));
    line.addSubcommand(new RecordCommand(console));
    line.addSubcommand(new DoctorCommand(console));
    return line;
  }
}
