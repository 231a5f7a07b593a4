package io.curfew.policy.watch;

import io.curfew.policy.Severity;
import io.curfew.policy.Verdict;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Rules in the block of a site: they hold there alone, in place of those of the same id. */
final class OverridesTest {
    private static final String POLICY = """
            curfew: 1
            sites:
              - id: lisbon
                zones: [ { id: things, subnets: [192.0.2.0/26] } ]
              - id: porto
                zones: [ { id: things, subnets: [192.0.2.0/26] } ]
                rules:
                  - { id: strict, subject: { zones: things }, allow: [ { to: 203.0.113.9 } ], severity: low }
                  - { id: no-web, off: true }
                  - { id: own, subject: { zones: things }, deny: [ { ports: tcp/23 } ] }
            rules:
              - { id: strict, subject: { zones: things }, allow: [ { to: 198.51.100.7 } ], severity: high }
              - { id: no-web, subject: { any: true }, deny: [ { to: 203.0.113.9, ports: tcp/80 } ] }
            """;

    private static Verdict verdict(String site, int port) {
        return new Watched(site, POLICY).verdict(flow(VACUUM, CLOUD, port));
    }

    @Test
    void aRuleOfASiteStandsInPlaceOfTheOneOfTheSameId() {
        assertThat(verdict("porto", 443)).isEqualTo(new Verdict.Allowed("strict"));
        assertThat(verdict("lisbon", 443)).isInstanceOfSatisfying(Verdict.Violation.class, violation -> {
            assertThat(violation.rule()).isEqualTo("strict");
            assertThat(violation.severity()).isEqualTo(Severity.HIGH);
        });
    }

    @Test
    void nothingOfTheReplacedRuleIsLeft() {
        Host allowedElsewhere = Host.of("198.51.100.7").behind(ROUTER);

        Verdict verdict = new Watched("porto", POLICY).verdict(flow(VACUUM, allowedElsewhere, 443));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Violation.class,
                        violation -> assertThat(violation.severity()).isEqualTo(Severity.LOW));
    }

    @Test
    void aRuleThatIsOffSaysNothingAtItsSiteAlone() {
        assertThat(verdict("porto", 80)).isEqualTo(new Verdict.Allowed("strict"));
        assertThat(verdict("lisbon", 80))
                .isInstanceOfSatisfying(
                        Verdict.Violation.class,
                        violation -> assertThat(violation.rule()).isEqualTo("no-web"));
    }

    @Test
    void aRuleOfOneSiteIsNotKnownAtAnother() {
        assertThat(verdict("porto", 23))
                .isInstanceOfSatisfying(
                        Verdict.Violation.class,
                        violation -> assertThat(violation.rule()).isEqualTo("own"));
        assertThat(verdict("lisbon", 23))
                .isInstanceOfSatisfying(
                        Verdict.Violation.class,
                        violation -> assertThat(violation.rule()).isEqualTo("strict"));
    }
}
