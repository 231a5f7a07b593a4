package io.curfew.sensor.configuration;

import io.curfew.events.CommunityId;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.language.DohServers;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.privacy.PrivateZone;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * All that a running sensor is told. It has a source, imports, or both.
 *
 * @param site the site where the sensor stands
 * @param sensor the sensor's name, unique within the site
 * @param source what it captures; absent: imports are all that it sees
 * @param imports its other eyes
 * @param state the folder where it keeps what it must know after a restart
 * @param kafka where observations go
 * @param key the file with the sensor's own key, by which it signs what it sends; absent: it signs nothing
 * @param zones how much it says of whom; of everybody else it says all
 * @param spool where observations wait for Kafka longer than a moment; absent: in memory only
 * @param communityIdSeed the seed of the Community IDs of captured flows, 0 to 65535
 * @param limits how much it keeps in memory
 * @param encryptedDns by whom it tells DNS over HTTPS
 */
public record SensorConfiguration(
        SiteId site,
        SensorId sensor,
        @Nullable Source source,
        List<ImportConfiguration> imports,
        Path state,
        Kafka kafka,
        @Nullable Path key,
        List<PrivateZone> zones,
        @Nullable SpoolFolder spool,
        int communityIdSeed,
        Limits limits,
        EncryptedDns encryptedDns) {
    /** Where a Debian package keeps what changes. */
    static final Path DEFAULT_STATE = Path.of("/var/lib/curfew-sensor");

    public SensorConfiguration {
        imports = List.copyOf(imports);
        zones = List.copyOf(zones);
        CommunityId.checkedSeed(communityIdSeed);
        if (source == null && imports.isEmpty()) {
            throw new IllegalArgumentException("a sensor has a source or imports");
        }
    }

    /** What a sensor watches. */
    public sealed interface Source permits Interface, Capture {}

    /**
     * A live interface.
     *
     * @param name such as {@code eth0}
     * @param filter what to capture, in libpcap's filter language; absent: everything
     * @param ignored what not to capture, each in the same language; such packets never leave the kernel
     * @param snapLength octets kept of each frame, 128 to 262144
     */
    public record Interface(String name, @Nullable String filter, List<String> ignored, int snapLength)
            implements Source {
        static final int DEFAULT_SNAP_LENGTH = 2_048;

        public Interface {
            ignored = List.copyOf(ignored);
            if (name.isBlank()) {
                throw new IllegalArgumentException("an interface has a name, was \"" + name + "\"");
            }
            if (snapLength < 128 || snapLength > 262_144) {
                throw new IllegalArgumentException("snapLength must be 128..262144, was " + snapLength);
            }
        }
    }

    /**
     * A capture file, replayed once as if it happened now.
     *
     * @param file the capture, pcap or pcapng, plain or gzip
     * @param speed how many times faster than recorded, above 0
     */
    public record Capture(Path file, double speed) implements Source {
        static final double DEFAULT_SPEED = 1;

        public Capture {
            if (!(speed > 0) || Double.isInfinite(speed)) {
                throw new IllegalArgumentException("speed must be a number above 0, was " + speed);
            }
        }
    }

    /**
     * Kafka.
     *
     * @param bootstrap brokers to start with, as host:port
     * @param tls how connections are encrypted; absent: they are not
     */
    public record Kafka(List<String> bootstrap, @Nullable Tls tls) {
        public Kafka {
            bootstrap = List.copyOf(bootstrap);
            if (bootstrap.isEmpty()) {
                throw new IllegalArgumentException("bootstrap names at least one broker");
            }
        }
    }

    /**
     * Files of a connection over TLS, in PEM.
     *
     * @param authority certificates of who may vouch for the brokers; absent: those that Java trusts
     * @param certificate the sensor's own certificate; absent: it shows none
     * @param key the certificate's private key; absent when there is no certificate
     */
    public record Tls(
            @Nullable Path authority,
            @Nullable Path certificate,
            @Nullable Path key) {}

    /**
     * The spool.
     *
     * @param folder its folder, which it makes and which no other sensor uses
     * @param size how much of the disk it takes, at least 8 MiB; then the oldest observations are dropped
     * @param age how long it keeps observations
     */
    public record SpoolFolder(Path folder, ByteSize size, Duration age) {
        static final ByteSize DEFAULT_SIZE = ByteSize.ofMebibytes(512);
        static final Duration DEFAULT_AGE = Duration.ofDays(7);
        private static final ByteSize LEAST_SIZE = ByteSize.ofMebibytes(8);

        public SpoolFolder {
            if (size.bytes() < LEAST_SIZE.bytes()) {
                throw new IllegalArgumentException("size must be at least " + LEAST_SIZE + ", was " + size);
            }
            if (!age.isPositive()) {
                throw new IllegalArgumentException("age must be above 0, was " + TimeSpan.text(age));
            }
        }

        SpoolFolder withSize(ByteSize other) {
            return new SpoolFolder(folder, other, age);
        }

        SpoolFolder withAge(Duration other) {
            return new SpoolFolder(folder, size, other);
        }
    }

    /**
     * How much is kept in memory. What goes beyond is counted in the sensor's status.
     *
     * @param flows flows open at once; the idlest ends to make room
     * @param dnsQuestions DNS questions waiting for their answer at once; the oldest counts as unanswered
     * @param queue observations waiting while Kafka is away, encoded; the oldest are dropped, but a replay waits
     */
    public record Limits(int flows, int dnsQuestions, ByteSize queue) {
        private static final ByteSize LEAST_QUEUE = ByteSize.ofMebibytes(1);

        /** All that a sensor keeps fits into two thirds of the heap that it ships with, all of it full. */
        static final Limits DEFAULT = new Limits(
                PipelineLimits.DEFAULT.flows(), PipelineLimits.DEFAULT.dnsQuestions(), ByteSize.ofMebibytes(4));

        public Limits {
            if (flows < 1) {
                throw new IllegalArgumentException("flows must be at least 1, was " + flows);
            }
            if (dnsQuestions < 1) {
                throw new IllegalArgumentException("dnsQuestions must be at least 1, was " + dnsQuestions);
            }
            if (queue.bytes() < LEAST_QUEUE.bytes()) {
                throw new IllegalArgumentException("queue must be at least " + LEAST_QUEUE + ", was " + queue);
            }
        }

        Limits withFlows(int other) {
            return new Limits(other, dnsQuestions, queue);
        }

        Limits withDnsQuestions(int other) {
            return new Limits(flows, other, queue);
        }

        Limits withQueue(ByteSize other) {
            return new Limits(flows, dnsQuestions, other);
        }

        /** The part that the pipeline needs. */
        public PipelineLimits pipeline() {
            return new PipelineLimits(flows, dnsQuestions);
        }
    }

    /**
     * Where DNS over HTTPS answers.
     *
     * @param file the list, one name or address a line; absent: the one that is shipped
     * @param servers what it says
     */
    public record EncryptedDns(@Nullable Path file, DohServers servers) {
        static final String SHIPPED_NAME = "shipped";
        static final EncryptedDns SHIPPED = new EncryptedDns(null, DohServers.shipped());
    }
}
