package io.curfew.policy.firewall;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.plan.SitePlan;

import java.util.List;

/**
 * A rule for a firewall that ends what an alert is about: rejects at a limited rate, then drops.
 *
 * @param alert the alert's id
 * @param site where
 * @param form how it is written
 * @param title in a few words, what it blocks
 * @param text the rule. It holds nothing that a shell or a firewall could mistake, whatever devices call themselves
 * @param use how to try it and how to take it back, in sentences
 * @param cautions what to mind before using it, a few sentences each; never empty
 */
public record FirewallRule(
        String alert, SiteId site, Form form, String title, String text, String use, List<String> cautions) {
    public FirewallRule {
        cautions = List.copyOf(cautions);
    }

    /** What became of the wish to block what an alert is about. */
    public sealed interface Outcome {
        record Written(FirewallRule rule) implements Outcome {}

        /**
         * A firewall cannot block it.
         *
         * @param reason one or two sentences for a person
         */
        record Impossible(String reason) implements Outcome {}
    }

    /** @param plan the alert's site as the policy describes it: what its gateway is asked for is not passed on */
    public static Outcome of(Alert alert, Form form, SitePlan plan) {
        return switch (Blocking.of(alert, plan)) {
            case Blocking.Impossible impossible -> new Outcome.Impossible(impossible.reason());
            case Blocking.Possible possible -> {
                Blocked blocked = possible.blocked();
                Dialect dialect = form.dialect();
                yield new Outcome.Written(new FirewallRule(
                        alert.id(),
                        alert.site(),
                        form,
                        blocked.title(),
                        dialect.write(blocked),
                        dialect.use(blocked),
                        Cautions.of(alert, blocked, dialect)));
            }
        };
    }
}
