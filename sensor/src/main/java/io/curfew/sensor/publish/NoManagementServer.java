package io.curfew.sensor.publish;

import javax.management.JMException;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/**
 * Refuses to make a server of management beans. The Kafka client registers its version with one as it starts, and for
 * that the virtual machine loads and describes all that it could be managed by: 3 MiB of classes, for nobody. The
 * client goes on without; as it ends, or cannot be made, it throws the exception on, though it declares none. The
 * sensor's {@code jvm.options} name this class as {@code javax.management.builder.initial}.
 */
public final class NoManagementServer extends MBeanServerBuilder {
    @Override
    public MBeanServerDelegate newMBeanServerDelegate() {
        return NoManagementServer.<RuntimeException>refuse();
    }

    /** With the exception that the client expects, which the method above does not declare. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> MBeanServerDelegate refuse() throws E {
        throw (E) new JMException("a sensor has no server of management beans");
    }
}
