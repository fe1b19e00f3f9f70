package org.reapscope.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
  /** The version, or "development" when run from classes instead of the jar. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "reapscope " + number(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
