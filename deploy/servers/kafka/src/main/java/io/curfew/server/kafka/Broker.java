package io.curfew.server.kafka;

import kafka.Kafka;
import kafka.tools.StorageTool;

import java.util.List;

/**
 * Runs a Kafka broker until it is told to end. Formats its storage first when that has not been done, in the same
 * process, which spares the first start a second virtual machine.
 */
public final class Broker {
    private Broker() {}

    /** @param arguments the path of server.properties, and the cluster's id that a fresh storage is given */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: Broker SERVER.PROPERTIES CLUSTER-ID");
            System.exit(2);
        }
        String properties = arguments[0];
        String[] format = List.of("format", "--ignore-formatted", "--cluster-id", arguments[1], "--config", properties)
                .toArray(String[]::new);
        int exit = StorageTool.execute(format, System.out);
        if (exit != 0) {
            System.exit(exit);
        }
        Kafka.main(new String[] {properties});
    }
}
