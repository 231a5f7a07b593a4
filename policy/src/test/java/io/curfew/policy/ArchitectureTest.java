package io.curfew.policy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The heart stays pure: values in, values out. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.curfew.policy");

    @Test
    void itKnowsOnlyEventsYamlAndTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.curfew.policy..", "io.curfew.events", "org.snakeyaml..", "org.jspecify..", "java..")
                .check(CLASSES);
    }

    @Test
    void onlyTheLanguageKnowsYaml() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.curfew.policy.language")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml..")
                .check(CLASSES);
    }

    @Test
    void itDoesNoInputOrOutputAndStartsNoThread() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..", "java.nio.channels..", "java.net..", "java.util.concurrent..", "java.sql..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, System.Logger.class, java.io.File.class)
                .check(CLASSES);
    }

    @Test
    void itReadsNoClockAndThrowsNoDice() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.curfew.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void eachPackageSaysWhatItIsAndIsNullMarked() {
        for (JavaClass type : CLASSES) {
            JavaPackage itsPackage = type.getPackage();
            assertThat(itsPackage.isAnnotatedWith(NullMarked.class))
                    .as(itsPackage.getName())
                    .isTrue();
        }
    }
}
