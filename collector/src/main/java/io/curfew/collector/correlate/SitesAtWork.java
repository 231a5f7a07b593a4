package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import io.curfew.policy.Findings;
import io.curfew.policy.language.Policy;

import java.io.IOException;

/**
 * Lets sites judge by the policy in force, keeps what came of it, and sends it on: all of it, or nothing. For one
 * thread.
 */
final class SitesAtWork {
    private final SitesAtHand sites;
    private final KnownPolicy policy;
    private final CorrelationMetrics metrics;
    private final Outbox outbox;

    /** What a site makes of something under a policy. */
    interface Judging {
        Findings by(SiteCorrelation site, Policy current);
    }

    /** A site could not make anything of something; nothing of it remains. */
    static final class Unjudged extends Exception {
        private static final long serialVersionUID = 1;

        Unjudged(Exception bug) {
            super(bug);
        }
    }

    SitesAtWork(SitesAtHand sites, KnownPolicy policy, CorrelationMetrics metrics, Outbox outbox) {
        this.sites = sites;
        this.policy = policy;
        this.metrics = metrics;
        this.outbox = outbox;
    }

    SiteCorrelation site(SiteId site) {
        return sites.of(site);
    }

    /** The policy by which a site is judged now. */
    Policy policyOf(SiteCorrelation site) {
        return policy.atLeast(site.policyVersion());
    }

    /** @param timestamp of what is sent on */
    void judge(SiteId id, long timestamp, Judging judging) throws Unjudged {
        SiteCorrelation site = site(id);
        Policy current = policyOf(site);
        Findings findings;
        try {
            findings = judging.by(site, current);
            outbox.addChanges(findings);
            outbox.addHours(site.takeHours());
            site.keep();
        } catch (IOException | RuntimeException bug) {
            site.discard();
            outbox.discard();
            throw new Unjudged(bug);
        }
        metrics.alertsChanged(findings.alerts().size());
        outbox.send(timestamp);
    }
}
