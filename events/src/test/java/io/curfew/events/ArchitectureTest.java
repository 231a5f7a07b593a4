package io.curfew.events;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

final class ArchitectureTest {
    private static final String GENERATED = "io.curfew.events.wire.v1..";
    private static final JavaClasses EVENTS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.curfew.events");

    @Test
    void theVocabularyKnowsNothingButTheJdk() {
        check(classes()
                .that()
                .resideInAPackage("io.curfew.events")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.curfew.events", "java..", "org.jspecify.annotations"));
    }

    @Test
    void onlyTheWireFormKnowsProtobuf() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.curfew.events.wire", GENERATED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.protobuf..", GENERATED));
    }

    @Test
    void onlyTheJsonFormKnowsJackson() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.curfew.events.json")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.."));
    }

    @Test
    void nobodyReadsAClock() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime"));
    }

    @Test
    void everyPackageIsNullMarked() {
        check(classes()
                .that()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .beAnnotatedWith(NullMarked.class)
                .orShould()
                .resideInAnyPackage(nullMarkedPackages()));
    }

    private static String[] nullMarkedPackages() {
        return EVENTS.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(type -> type.getPackageName())
                .toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.check(EVENTS);
    }
}
