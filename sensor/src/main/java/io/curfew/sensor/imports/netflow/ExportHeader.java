package io.curfew.sensor.imports.netflow;

/**
 * What a datagram says about all its records.
 *
 * @param exportMillis the exporter's clock when it sent
 * @param upMillis how long the exporter has been up, 32 bits that wrap; meaningless in IPFIX
 * @param receivedNanos when it came
 * @param interval 1 packet in how many was looked at, as the header says; 0 when it does not
 */
record ExportHeader(int version, long exportMillis, int upMillis, long receivedNanos, long interval) {
    static final int NETFLOW_5 = 5;
    static final int NETFLOW_9 = 9;
    static final int IPFIX = 10;
}
