package io.curfew.sensor;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {
    private static final String[] PURE = {
        "io.curfew.sensor.decode..",
        "io.curfew.sensor.name..",
        "io.curfew.sensor.flow..",
        "io.curfew.sensor.dns..",
        "io.curfew.sensor.device..",
        "io.curfew.sensor.imports.netflow..",
        "io.curfew.sensor.imports.dnstap..",
        "io.curfew.sensor.privacy.."
    };

    private static final JavaClasses SENSOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.curfew.sensor");

    @Test
    void onlyCaptureCallsNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.curfew.sensor.capture..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(SENSOR);
    }

    @Test
    void theStagesInTheMiddleDoNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(?!ByteArrayOutputStream|OutputStream|Serializable|IOException).*")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(SENSOR);
    }

    @Test
    void stagesKnowOnlyWhatComesBeforeThem() {
        noClasses()
                .that()
                .resideInAnyPackage("io.curfew.sensor.capture..", "io.curfew.sensor.decode..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.curfew.sensor.name..",
                        "io.curfew.sensor.flow..",
                        "io.curfew.sensor.dns..",
                        "io.curfew.sensor.device..",
                        "io.curfew.sensor.command..")
                .check(SENSOR);
        slices().matching("io.curfew.sensor.(*)..").should().beFreeOfCycles().check(SENSOR);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        for (JavaPackage inside : SENSOR.getPackage("io.curfew.sensor").getSubpackagesInTree()) {
            assertThat(inside.isAnnotatedWith(NullMarked.class))
                    .as(inside.getName())
                    .isTrue();
        }
    }

    @Test
    void namesSayWhatAClassIsFor() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Processor|Service)")
                .check(SENSOR);
    }
}
