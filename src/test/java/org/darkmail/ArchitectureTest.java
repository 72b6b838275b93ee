package org.darkmail;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// The map of the packages, as a test.
@AnalyzeClasses(packages = "org.darkmail", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /// Package -> the packages of ours it may use. Nothing else, and what is not here may not exist.
  static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("address", Set.of()),
          entry("openpgp", Set.of()),
          entry("blob", Set.of()),
          entry("routing", Set.of("address", "openpgp", "blob")),
          entry("account", Set.of("address")),
          entry("directory", Set.of("address", "openpgp", "routing", "account")),
          entry("mailbox", Set.of("account", "blob", "routing")),
          entry("federation", Set.of("address", "openpgp", "routing")),
          entry(
              "delivery",
              Set.of(
                  "address",
                  "openpgp",
                  "blob",
                  "routing",
                  "account",
                  "directory",
                  "mailbox",
                  "federation")),
          entry(
              "xmpp",
              Set.of("address", "openpgp", "routing", "directory", "federation", "delivery")),
          entry("admin", Set.of("address", "account", "delivery", "federation", "blob")),
          entry(
              "api",
              Set.of(
                  "address",
                  "openpgp",
                  "blob",
                  "routing",
                  "account",
                  "directory",
                  "mailbox",
                  "federation",
                  "delivery",
                  "xmpp",
                  "admin")),
          entry("ui", Set.of("account", "admin")),
          entry(
              "boot",
              Set.of(
                  "address",
                  "openpgp",
                  "blob",
                  "routing",
                  "account",
                  "directory",
                  "mailbox",
                  "federation",
                  "delivery",
                  "xmpp",
                  "admin",
                  "api",
                  "ui")));

  /// Library -> the one package that may import it.
  static final Map<String, String> OWNER =
      Map.of(
          "rocks.xmpp..", "address",
          "org.bouncycastle..", "openpgp",
          "software.amazon.awssdk..", "blob",
          "org.jivesoftware..", "xmpp",
          "jakarta.ws.rs..", "api",
          "com.vaadin..", "ui",
          "org.flywaydb..", "boot");

  @ArchTest
  static void everyPackageIsOnTheMap(JavaClasses ours) {
    var found =
        ours.stream()
            .map(ArchitectureTest::packageOf)
            .collect(Collectors.toCollection(TreeSet::new));
    found.removeAll(MAY_USE.keySet());
    assertTrue(found.isEmpty(), () -> "not on the map: " + found);
  }

  @ArchTest
  static void eachPackageUsesOnlyWhatTheMapAllows(JavaClasses ours) {
    MAY_USE.forEach((name, used) ->
        noClasses()
            .that()
            .resideInAPackage(within(name))
            .should()
            .dependOnClassesThat(
                resideInAPackage("org.darkmail..")
                    .and(not(resideInAnyPackage(andItself(name, used)))))
            .allowEmptyShould(true)
            .check(ours));
  }

  @ArchTest
  static void eachLibraryHasOneOwner(JavaClasses ours) {
    OWNER.forEach((library, owner) ->
        noClasses()
            .that()
            .resideOutsideOfPackage(within(owner))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library)
            .check(ours));
  }

  @ArchTest
  static void noPackageIsPartOfACycle(JavaClasses ours) {
    slices().matching("org.darkmail.(*)..").should().beFreeOfCycles().check(ours);
  }

  @ArchTest
  static void nothingMayBeNullUnlessItSaysSo(JavaClasses ours) {
    classes()
        .should(
            ArchCondition.from(
                describe(
                    "be in a @NullMarked package",
                    (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))))
        .check(ours);
  }

  @ArchTest
  static void entitiesStayInTheirPackage(JavaClasses ours) {
    classes()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .bePackagePrivate()
        .allowEmptyShould(true)
        .check(ours);
  }

  private static String packageOf(JavaClass type) {
    return type.getPackageName().replaceFirst("^org\\.darkmail\\.?([^.]*).*$", "$1");
  }

  private static String within(String name) {
    return "org.darkmail." + name + "..";
  }

  private static String[] andItself(String name, Set<String> used) {
    return Stream.concat(Stream.of(name), used.stream())
        .map(ArchitectureTest::within)
        .toArray(String[]::new);
  }
}
