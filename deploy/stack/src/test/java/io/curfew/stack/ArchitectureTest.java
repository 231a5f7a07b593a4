package io.curfew.stack;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {
    private static final JavaClasses STACK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.curfew.stack");

    @Test
    void packagesDependInOneDirectionOnly() {
        slices().matching("io.curfew.stack.(**)").should().beFreeOfCycles().check(STACK);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        assertThat(STACK.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allSatisfy(javaPackage -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class))
                        .as(javaPackage.getName())
                        .isTrue());
    }

    @Test
    void onlyThePartsKnowTheKafkaClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.curfew.stack.part")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(STACK);
    }

    @Test
    void onlyTheCommandsKnowTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.curfew.stack.command")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(STACK);
    }

    @Test
    void processesKnowNothingOfTheParts() {
        noClasses()
                .that()
                .resideInAPackage("io.curfew.stack.process")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.curfew.stack.part", "io.curfew.stack.supervision", "io.curfew.stack.command")
                .check(STACK);
    }
}
