package io.curfew.collector.kafka;

import org.apache.kafka.common.utils.Utils;

/** Where the records of a site stand: Kafka's own way for records with a key, which all producers go. */
public final class SitePartition {
    private SitePartition() {}

    /**
     * The number of the partition.
     *
     * @param site its id as octets, the key of its records
     * @param partitions how many the topic has
     */
    public static int of(byte[] site, int partitions) {
        return Utils.toPositive(Utils.murmur2(site)) % partitions;
    }
}
