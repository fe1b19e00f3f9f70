package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher on made-up machines: which Java it takes, what it says when something is missing,
 * when it builds. Java and Maven are scripts here that tell how they were called.
 */
final class LauncherTest {
  private static final String[] TOOLS = {
    "cat",
    "cp",
    "dirname",
    "find",
    "grep",
    "head",
    "mkdir",
    "mv",
    "readlink",
    "rm",
    "sed",
    "sh",
    "sleep",
    "touch"
  };

  @TempDir private Path machine;
  private Path project;
  private Path jvms;
  private Path bin;

  @BeforeEach
  void layOut() throws IOException {
    project = Files.createDirectories(machine.resolve("a project"));
    jvms = Files.createDirectories(machine.resolve("jvm"));
    bin = Files.createDirectories(machine.resolve("bin"));
    for (String tool : TOOLS) {
      Path at = Path.of("/usr/bin", tool);
      script(
          bin.resolve(tool), "exec " + (Files.exists(at) ? at : Path.of("/bin", tool)) + " \"$@\"");
    }
    Path launchers = project.resolve("cli/src/main/launcher");
    place("reapscope", project.resolve("reapscope"));
    place("cli/src/main/launcher/launch.sh", launchers.resolve("launch.sh"));
    Files.writeString(project.resolve("cli/src/main/Main.java"), "");
    Files.writeString(project.resolve("pom.xml"), "");
  }

  @Test
  void takesTheNewestJavaAndPassesArgumentsAndExitCode() throws Exception {
    java("11", "exit 1");
    java("17", "exit 1");
    java("25", "for a; do echo \"<$a>\"; done; exit 70");
    built();
    Ran ran = run(project.resolve("reapscope"), "audit", "two words", "*");
    assertThat(ran.code()).isEqualTo(70);
    assertThat(ran.text()).contains("<audit>\n<two words>\n<*>\n");
  }

  @Test
  void worksThroughALinkFromAnywhere() throws Exception {
    java("17", "echo ran");
    built();
    Path link = Files.createSymbolicLink(machine.resolve("link"), project.resolve("reapscope"));
    Path second = Files.createSymbolicLink(machine.resolve("second"), Path.of("link"));
    assertThat(link).exists();
    assertThat(run(second).text()).isEqualTo("ran\n");
  }

  @Test
  void handsOptionsToJava() throws Exception {
    java("17", "echo \"$@\"");
    built();
    assertThat(run(project.resolve("reapscope"), "audit", "--max-memory", "512m", "x").text())
        .contains("-Xmx512m");
    assertThat(run(project.resolve("reapscope"), "audit", "--max-memory=2g").text())
        .contains("-Xmx2g");
    Ran wrong = run(project.resolve("reapscope"), "audit", "--max-memory=lots");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.text()).contains("'lots'");
  }

  @Test
  void saysInOneSentenceThatJavaIsMissing() throws Exception {
    java("11", "exit 0");
    built();
    Ran ran = run(project.resolve("reapscope"), "--help");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.text()).startsWith("reapscope: Java 17 or later is needed").hasLineCount(1);
  }

  @Test
  void saysInOneSentenceThatMavenIsMissing() throws Exception {
    java("17", "exit 0");
    Ran ran = run(project.resolve("reapscope"), "--help");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.text()).startsWith("reapscope: Maven 3.8 or later").hasLineCount(1);
  }

  @Test
  void buildsOnceForRunsThatStartTogether() throws Exception {
    java("17", "echo ran");
    maven("sleep 1; echo x >>\"$root/builds\"");
    List<Process> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(start(project.resolve("reapscope")));
    }
    for (Process one : runs) {
      assertThat(finished(one)).isEqualTo(new Ran(0, "ran\n"));
    }
    assertThat(project.resolve("builds")).hasContent("x");
  }

  @Test
  void buildsAgainWhenSourcesAreNewerOrGone() throws Exception {
    java("17", "exit 0");
    maven("echo x >>\"$root/builds\"");
    built();
    run(project.resolve("reapscope"));
    assertThat(project.resolve("builds")).doesNotExist();

    Files.setLastModifiedTime(
        project.resolve("cli/src/main/Main.java"), FileTime.from(Instant.now().plusSeconds(60)));
    run(project.resolve("reapscope"));
    assertThat(Files.readAllLines(project.resolve("builds"))).hasSize(1);
  }

  @Test
  void showsWhyABuildFailed() throws Exception {
    java("17", "exit 0");
    maven("echo '[ERROR] no such symbol'; exit 1");
    Ran ran = run(project.resolve("reapscope"));
    assertThat(ran.code()).isEqualTo(70);
    assertThat(ran.text()).contains("no such symbol", "build.log");
    assertThat(project.resolve(".reapscope/lock")).doesNotExist();
  }

  @Test
  void anInstalledOneNeedsNoSourcesAndKeepsItsArchivesWithTheUser() throws Exception {
    java("17", "case \"$*\" in *Rehearsal*) : ;; *) echo \"$@\" ;; esac");
    Path home = installed();
    Path link = Files.createSymbolicLink(machine.resolve("link"), home.resolve("bin/reapscope"));
    assertThat(run(link, "--version").text())
        .contains("-Dreapscope.samples=" + home.resolve("samples"))
        .contains("-cp " + home.resolve("lib/reapscope.jar") + " org.reapscope.cli.Main --version");
    assertThat(machine.resolve("home/.cache/reapscope")).isDirectory();
  }

  @Test
  void anInstalledOneTakesTheJavaThatCameWithIt() throws Exception {
    java("25", "echo another");
    Path home = installed();
    script(home.resolve("runtime/bin/java"), "echo its own");
    Files.writeString(home.resolve("runtime/release"), "JAVA_VERSION=\"17.0.15\"\n");
    assertThat(run(home.resolve("bin/reapscope")).text()).isEqualTo("its own\n");
  }

  private Path installed() throws IOException {
    Path home = Files.createDirectories(machine.resolve("opt/reap scope"));
    place("cli/src/main/launcher/reapscope", home.resolve("bin/reapscope"));
    place("cli/src/main/launcher/launch.sh", home.resolve("lib/launch.sh"));
    Files.writeString(home.resolve("lib/reapscope.jar"), "");
    return home;
  }

  /** Copies a file of the project, its rights with it. */
  private static void place(String name, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(
        RunResult.samples().resolve("../..").resolve(name), to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private void java(String version, String script) throws IOException {
    Path home = jvms.resolve("jdk-" + version);
    script(home.resolve("bin/java"), script);
    script(home.resolve("bin/javac"), "exit 0");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
  }

  private void maven(String script) throws IOException {
    script(
        bin.resolve("mvn"),
        "root='"
            + project
            + "'; "
            + script
            + "; mkdir -p \"$root/cli/target/quick\"\n"
            + "echo jar >\"$root/cli/target/quick/reapscope.jar\"");
  }

  private void built() throws IOException {
    Path jar = Files.createDirectories(project.resolve(".reapscope")).resolve("reapscope.jar");
    Files.writeString(jar, "");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(10)));
  }

  private static void script(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Ran(int code, String text) {}

  private Ran run(Path launcher, String... args) throws Exception {
    return finished(start(launcher, args));
  }

  private Process start(Path launcher, String... args) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(List.of(args));
    builder.directory(machine.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("HOME", machine.resolve("home").toString());
    builder.environment().put("REAPSCOPE_JVM_DIR", jvms.toString());
    return builder.start();
  }

  private static Ran finished(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), text);
  }
}
