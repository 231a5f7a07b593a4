package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import io.curfew.policy.Findings;
import io.curfew.policy.language.Policy;
import org.apache.kafka.common.KafkaException;

import java.io.IOException;

/**
 * Lets sites judge by the policy in force, keeps what came of it, and sends it on: all of it, or nothing. What fails
 * outside of judging, as a store or Kafka does, goes to the caller as it is: the task ends, its transaction with it,
 * and what was taken is taken again. For one thread.
 */
final class SitesAtWork {
    private final SitesAtHand sites;
    private final KnownPolicy policy;
    private final CorrelationMetrics metrics;
    private final Outbox outbox;

    /**
     * What a site makes of something under a policy.
     *
     * @param <R> what comes of it
     */
    interface Judging<R> {
        R by(SiteCorrelation site, Policy current) throws IOException;
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

    /**
     * Lets a site judge, and sends on what it found.
     *
     * @param timestamp of what is sent on
     */
    void judge(SiteId id, long timestamp, Judging<Findings> judging) throws Unjudged {
        Findings told = whole(id, timestamp, (site, current) -> {
            Findings findings = judging.by(site, current);
            outbox.addChanges(findings);
            return findings;
        });
        metrics.alertsChanged(told.alerts().size());
    }

    /** The same where what is judged puts into the outbox what it found. */
    <R> R whole(SiteId id, long timestamp, Judging<R> judging) throws Unjudged {
        SiteCorrelation site = sites.of(id);
        Policy current = policy.atLeast(site.policyVersion());
        R result;
        try {
            result = judging.by(site, current);
            outbox.addHours(site.takeHours());
            site.keep();
        } catch (KafkaException elsewhere) {
            throw elsewhere;
        } catch (IOException | RuntimeException bug) {
            site.discard();
            outbox.discard();
            throw new Unjudged(bug);
        }
        outbox.send(timestamp);
        return result;
    }
}
