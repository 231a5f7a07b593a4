package io.curfew.collector.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Everything that is the collector's own to configure. Kafka's address and security stand beside it under
 * {@code kafka.*}, the identity provider's under {@code quarkus.oidc.*}. An unknown key under {@code curfew.} fails the
 * start.
 */
@ConfigMapping(prefix = "curfew")
public interface CollectorConfiguration {

    /** The parts that this process runs. */
    @WithDefault("correlate,index,api")
    Set<Role> roles();

    /** Where the correlation keeps its working copy of state; Kafka holds the truth, so it may be deleted. */
    @WithDefault("state")
    Path stateDirectory();

    /** The topics that the collector creates when they are missing. Topics that exist are left as they are. */
    Topics topics();

    /** The role {@link Role#CORRELATE}. */
    Correlate correlate();

    /** How topics are created. */
    interface Topics {
        /**
         * Partitions of each topic but the policy's: the most tasks that can share the sites. Cannot be changed later.
         */
        @WithDefault("4")
        int partitions();

        /** Copies of each partition. At least 3 where a broker may be lost. */
        @WithDefault("1")
        short replicas();
    }

    /** How observations are correlated. */
    interface Correlate {
        /**
         * Names the consumer group, the state's changelogs and the transactions; the same for all that share the work.
         */
        @WithDefault("curfew-correlate")
        String applicationId();

        /** Threads, each working on whole partitions. */
        @WithDefault("1")
        int threads();

        /** How often state, findings and offsets are committed together: the longest that a finding stays unseen. */
        @WithDefault("500ms")
        Duration commitInterval();
    }
}
