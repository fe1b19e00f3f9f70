package org.reapscope.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What a command says of itself: what its command line may hold, and what its help page shows. */
final class HelpPage {
  private final CommandSpec spec;

  HelpPage(CommandSpec spec) {
    this.spec = spec;
  }

  /** Takes these options and arguments. */
  HelpPage takes(Option<?>... options) {
    for (Option<?> option : options) {
      spec.add(option.spec());
    }
    return this;
  }

  /** What to type, instead of what follows from the options. */
  HelpPage synopsis(String... lines) {
    spec.usageMessage().customSynopsis(lines);
    return this;
  }

  /** Exit codes, each as {@code code:meaning}. */
  HelpPage exitCodes(String... codes) {
    spec.usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(UsageMessageSpec.keyValuesMap(codes));
    return this;
  }

  /** Command lines to copy, with what they are for. */
  HelpPage examples(String... lines) {
    spec.usageMessage().footerHeading("%nExamples:%n").footer(lines);
    return this;
  }

  /** Takes the two options that every command has. */
  HelpPage helpAndVersion() {
    spec.versionProvider(new Version());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .initialValue(false)
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .type(boolean.class)
            .initialValue(false)
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
    return this;
  }
}
