package io.curfew.collector;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch.core.SearchRequest;

import java.time.Instant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Holds the packages to what ARCHITECTURE.md says of them. */
class ArchitectureTest {
    private static final JavaClasses COLLECTOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.curfew.collector");

    @Test
    void packagesDependInOneDirectionOnly() {
        slices().matching("io.curfew.collector.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(COLLECTOR);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        assertThat(COLLECTOR.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allSatisfy(javaPackage -> assertThat(isNullMarked(javaPackage))
                        .as(javaPackage.getName())
                        .isTrue());
    }

    private static boolean isNullMarked(JavaPackage javaPackage) {
        return javaPackage.isAnnotatedWith(NullMarked.class);
    }

    @Test
    void fieldsAreInjectedThroughConstructorsOnly() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .allowEmptyShould(true)
                .check(COLLECTOR);
    }

    /** A search that is begun otherwise tells of a part as if it were all. */
    @Test
    void searchesBeginAsOneThatFailsRatherThanToTellAPart() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Searches")
                .should()
                .callConstructor(SearchRequest.Builder.class)
                .check(COLLECTOR);
    }

    /** Quarkus REST leaves out resource methods that are not public, without a word. */
    @Test
    void resourceMethodsArePublic() {
        methods()
                .that()
                .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
                .should()
                .bePublic()
                .allowEmptyShould(true)
                .check(COLLECTOR);
    }

    @Test
    void kafkaStaysAtTheRim() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.curfew.collector.kafka",
                        "io.curfew.collector.correlate",
                        "io.curfew.collector.index",
                        "io.curfew.collector.notify")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(COLLECTOR);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.curfew.collector.correlate")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..")
                .check(COLLECTOR);
    }

    @Test
    void onlyTheTrafficTopicKnowsProtobuf() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.curfew.collector.traffic")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.protobuf..", "io.curfew.events.wire.v1..")
                .check(COLLECTOR);
    }

    /** What a channel speaks is known where it is spoken. */
    @Test
    void onlyCarriersReachOthers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.curfew.collector.notify.carrier")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.mqtt..", "jakarta.mail..", "java.net.http..", "javax.net.ssl..")
                .check(COLLECTOR);
    }

    @Test
    void timeComesFromAClock() {
        noClasses().should().callMethod(Instant.class, "now").check(COLLECTOR);
    }
}
