package io.curfew.collector.api;

import io.curfew.collector.kafka.PolicyDocument;
import io.curfew.collector.kafka.PolicyInForce;
import io.curfew.collector.store.Samples;
import io.curfew.policy.language.GivenFile;
import io.curfew.policy.language.GivenFiles;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.place.DatabaseWriter;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static org.assertj.core.api.Assertions.assertThat;

class AlertContextsTest {
    private static final String TEXT = """
            curfew: 1
            sites:
              - id: lisbon
                zones: [ { id: things, subnets: [192.0.2.0/26] } ]
            rules:
              - id: things-stay-home
                subject: { zones: [things] }
                allow: [ { service: dns } ]
              - id: no-telnet
                subject: { zones: [things] }
                deny:
                  - { service: telnet }
            """;

    @Test
    void theRuleIsFoundWhereItIsWritten() {
        AlertContext context =
                AlertContexts.of(Samples.alert("a1", LISBON, CAMERA).build(), policy(TEXT, GivenFiles.NONE));

        assertThat(context.rule()).isEqualTo(new AlertContext.RulePlace("policy.yaml", 6, 3));
    }

    @Test
    void aDetectionHasNoRule() {
        AlertContext context = AlertContexts.of(
                Samples.alert("a1", LISBON, CAMERA).detection("beacon").build(), policy(TEXT, GivenFiles.NONE));

        assertThat(context).isEqualTo(new AlertContext(null, null));
    }

    @Test
    void aRuleThatIsGoneHasNoPlace() {
        PolicyInForce other = policy(TEXT.replace("things-stay-home", "else"), GivenFiles.NONE);

        assertThat(AlertContexts.of(Samples.alert("a1", LISBON, CAMERA).build(), other)
                        .rule())
                .isNull();
    }

    @Test
    void theDatabasesSayWhoseTheOtherEndIs() {
        GivenFiles files = new GivenFiles(Map.of(
                "country.mmdb",
                new GivenFile(() -> DatabaseWriter.countries(Map.of("203.0.113.0/24", "PT"))),
                "asn.mmdb",
                new GivenFile(() -> DatabaseWriter.networks(Map.of("203.0.113.0/24", 64_500L)))));
        PolicyInForce policy = policy(TEXT + "places: [ { country: country.mmdb, asn: asn.mmdb } ]\n", files);

        assertThat(AlertContexts.of(Samples.alert("a1", LISBON, CAMERA).build(), policy)
                        .network())
                .isEqualTo(new AlertContext.Network("PT", 64_500L, "Example"));
        assertThat(AlertContexts.of(
                                Samples.alert("a1", LISBON, CAMERA).peer(null).build(), policy)
                        .network())
                .isNull();
    }

    private static PolicyInForce policy(String text, GivenFiles files) {
        PolicyReading reading = PolicyReader.read(3, Map.of("policy.yaml", text), files);
        assertThat(reading).isInstanceOf(PolicyReading.Accepted.class);
        return new PolicyInForce(PolicyDocument.NONE, ((PolicyReading.Accepted) reading).policy());
    }
}
