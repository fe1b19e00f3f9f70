package org.reapscope.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports run one way, cli to reports to analyzer to traces, and the kernel model is pure. */
@AnalyzeClasses(packages = "org.reapscope", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String KERNEL = "org.reapscope.analyzer.kernel..";

  private static final DescribedPredicate<JavaClass> SOURCES_OF_CHANCE =
      resideInAnyPackage(
              "java.io..", "java.nio..", "java.net..", "java.time..", "java.util.concurrent..")
          .or(
              describe(
                  "a clock, a thread or a random number",
                  type ->
                      type.isAssignableTo(Thread.class)
                          || type.getName().equals("java.util.Date")
                          || type.getName().startsWith("java.util.Timer")
                          || type.getName().contains("Random")
                          || type.getName().equals("java.util.UUID")));

  @ArchTest
  static final ArchRule IMPORTS_RUN_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("org.reapscope.cli..")
          .layer("reports")
          .definedBy("org.reapscope.reports..")
          .layer("analyzer")
          .definedBy("org.reapscope.analyzer..")
          .layer("traces")
          .definedBy("org.reapscope.traces..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("reports")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("analyzer")
          .mayOnlyBeAccessedByLayers("cli", "reports");

  @ArchTest
  static final ArchRule KERNEL_IS_PURE =
      noClasses().that().resideInAPackage(KERNEL).should().dependOnClassesThat(SOURCES_OF_CHANCE);

  @ArchTest
  static final ArchRule KERNEL_ASKS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage(KERNEL)
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule ORDER_KNOWS_NO_REPLAY =
      noClasses()
          .that()
          .resideInAPackage("org.reapscope.analyzer.order..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.reapscope.analyzer.replay..");

  @ArchTest
  static final ArchRule ANALYZER_KNOWS_NO_FORMAT =
      noClasses()
          .that()
          .resideInAPackage("org.reapscope.analyzer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml..", "org.jfree..", "picocli..", "java.awt..");
}
