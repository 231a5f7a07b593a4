package io.curfew.sensor.publish;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

final class ArchitectureTest {
    private static final JavaClasses SENSOR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.curfew.sensor");

    @Test
    void onlyPublishKnowsTheKafkaClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.curfew.sensor.publish")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(SENSOR);
    }

    @Test
    void publishKnowsNoOtherStage() {
        noClasses()
                .that()
                .resideInAPackage("io.curfew.sensor.publish")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.curfew.sensor.capture..",
                        "io.curfew.sensor.decode..",
                        "io.curfew.sensor.flow..",
                        "io.curfew.sensor.dns..",
                        "io.curfew.sensor.device..",
                        "io.curfew.sensor.health..",
                        "io.curfew.sensor.spool..",
                        "io.curfew.sensor.run..",
                        "io.curfew.sensor.configuration..",
                        "io.curfew.sensor.command..")
                .check(SENSOR);
    }

    @Test
    void theSpoolKnowsOnlyWhatItKeepsAndForWhom() {
        classes()
                .that()
                .resideInAPackage("io.curfew.sensor.spool")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.curfew.sensor.spool",
                        "io.curfew.sensor.publish",
                        "io.curfew.events",
                        "com.github.luben.zstd",
                        "org.slf4j..",
                        "org.jspecify..",
                        "java..")
                .check(SENSOR);
    }

    @Test
    void onlyCommandsAndTheConfigurationItselfKnowTheConfiguration() {
        classes()
                .that()
                .resideInAPackage("io.curfew.sensor.configuration")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("io.curfew.sensor.configuration", "io.curfew.sensor.command", "io.curfew.sensor.run")
                .check(SENSOR);
    }
}
