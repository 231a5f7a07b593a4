package io.curfew.collector.configuration;

/** A part of the collector that can run alone, so that each scales by itself. */
public enum Role {
    /** Holds observations against the policy: the Kafka Streams topology. */
    CORRELATE,
    /** Carries what was found from Kafka to the store. */
    INDEX,
    /** Serves people and machines: REST and the console. */
    API,
    /** Tells people and machines of alerts, by the channels that the operator has named. */
    NOTIFY
}
