package io.curfew.collector.configuration;

import io.curfew.policy.language.Subnet;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Everything that is the collector's own to configure. Kafka's address and security stand beside it under
 * {@code kafka.*}, the identity provider's under {@code quarkus.oidc.*}. An unknown key under {@code curfew.} fails the
 * start.
 */
@ConfigMapping(prefix = "curfew")
public interface CollectorConfiguration {

    /** The parts that this process runs. */
    @WithDefault("correlate,index,api,notify")
    Set<Role> roles();

    /** Where the correlation keeps its working copy of state; Kafka holds the truth, so it may be deleted. */
    @WithDefault("state")
    Path stateDirectory();

    /** The policy. */
    Policy policy();

    /** The topics that the collector creates when they are missing. Topics that exist are left as they are. */
    Topics topics();

    /** The role {@link Role#CORRELATE}. */
    Correlate correlate();

    /** Where the view is kept that people look at. */
    OpenSearch opensearch();

    /** How much traffic the view keeps. */
    Traffic traffic();

    /** How long the view keeps everything else. */
    Keep keep();

    /** The role {@link Role#INDEX}. */
    Index index();

    /** The role {@link Role#API}. */
    Api api();

    /** The role {@link Role#NOTIFY}. */
    Notifications notifications();

    /** How sensors come. */
    Enrolment enrolment();

    /** How sensors prove that they are themselves. */
    Sensors sensors();

    /** What belongs to the policy beside its text. */
    interface Policy {
        /**
         * The folder with the lists, MUD files and databases of places that policies name; absent when there are none.
         * The same for every collector.
         */
        Optional<Path> files();
    }

    /** How sensors are invited. */
    interface Enrolment {
        /** Kafka's addresses as sensors reach them; absent: as this collector does. */
        Optional<List<String>> kafka();

        /** The most invitations that are open at once, a quarter of them of one site; one more is refused. */
        @WithDefault("100")
        int mostInvitations();
    }

    /** How sensors prove that they are themselves. */
    interface Sensors {
        /**
         * Of which sensors batches must be signed: {@code required}, of all; {@code enrolled}, of those that were
         * enrolled with a key, which lets others in unsigned.
         */
        @WithDefault("enrolled")
        SignatureDemand signatures();
    }

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

        /**
         * How many other processes keep a warm copy of each partition's state, ready to go on with it at once; none
         * where there is one process.
         */
        @WithDefault("0")
        int standbyReplicas();

        /**
         * How many rows of state the process keeps at hand as values, some 300 bytes each; as many as fit into two
         * fifths of the heap unless told.
         */
        OptionalInt rowsAtHand();

        /** How often state, findings and offsets are committed together: the longest that a finding stays unseen. */
        @WithDefault("500ms")
        Duration commitInterval();

        /**
         * How many recorded observations are taken and thrown away before the first real one, so that the virtual
         * machine has compiled what takes them; 0 for none.
         */
        @WithDefault("10000")
        int rehearsal();

        /**
         * Whether the process ends after that, without having asked for any server: what the virtual machine learns of
         * it makes later starts faster (its AOT cache).
         */
        @WithDefault("false")
        boolean rehearsalAlone();
    }

    /** How OpenSearch is reached. */
    interface OpenSearch {
        /** Its address. */
        @WithDefault("http://127.0.0.1:7483")
        URI url();

        /** Who asks; absent where the server asks nobody. */
        Optional<String> username();

        /** The user's secret. */
        Optional<String> password();

        /** The longest that an answer may take. */
        @WithDefault("20s")
        Duration timeout();
    }

    /** The limits of the traffic that is kept. The limit that is reached first holds. */
    interface Traffic {
        /** How long traffic is kept. */
        @WithDefault("30d")
        Duration keep();

        /** How much disk it may take, replicas not counted. */
        @WithDefault("20G")
        MemorySize mostSize();

        /** The longest stretch of time that is deleted at once. */
        @WithDefault("1d")
        Duration rollAfter();

        /** The largest stretch that is deleted at once. */
        @WithDefault("2G")
        MemorySize rollAtSize();

        /** How often the limits are applied. */
        @WithDefault("10m")
        Duration checkInterval();
    }

    /** How long the view keeps what is no traffic. Applied as often as the limits of the traffic. */
    interface Keep {
        /** Sums by the hour. Whole months are deleted. */
        @WithDefault("400d")
        Duration hours();

        /** Alerts since they happened last. */
        @WithDefault("400d")
        Duration alerts();

        /** What people decided. Kafka keeps it for ever. */
        @WithDefault("3650d")
        Duration audit();

        /** Dossiers since the device was seen last. */
        @WithDefault("400d")
        Duration devices();
    }

    /** How Kafka is carried to the view. */
    interface Index {
        /** Begins the names of the consumer groups; the same for all that share the work. */
        @WithDefault("curfew-index")
        String group();

        /** The longest wait between two attempts while OpenSearch or Kafka is away. */
        @WithDefault("10s")
        Duration longestWait();
    }

    /** How people and machines are served. */
    interface Api {
        /** The most listeners to the stream of alerts at once; one more is sent away. */
        @WithDefault("256")
        int mostListeners();

        /**
         * The most alerts whose changes wait for a slow listener; one more and it is told to ask for the list again.
         */
        @WithDefault("4096")
        int mostWaiting();

        /** The most people signed in at once; one more and who was idle longest must sign in again. */
        @WithDefault("10000")
        int mostSessions();

        /** How long a session may be idle before its person must sign in again. */
        @WithDefault("8h")
        Duration sessionIdle();

        /** Whose clients are served, as blocks of addresses; absent: everybody's. */
        Optional<List<@WithConverter(SubnetConverter.class) Subnet>> allowedNetworks();

        /** The proxies before the collector, which are believed when they say for whom they ask; absent: none. */
        Optional<List<@WithConverter(SubnetConverter.class) Subnet>> trustedProxies();

        /**
         * Whether they say so in {@code Forwarded} (RFC 7239) instead of {@code X-Forwarded-For} and its kin. What they
         * do not write themselves would be the client's.
         */
        @WithDefault("false")
        boolean proxiesWriteForwarded();

        /** How often may be asked. */
        Rates rates();
    }

    /** How often may be asked. Who asks more often is told when to ask again. */
    interface Rates {
        /** By one address, whoever it is; counted before a token is looked at. */
        @WithDefault("6000/1m")
        Rate address();

        /** For what only reads, by one person or machine. */
        @WithDefault("1200/1m")
        Rate reads();

        /** For what changes something, by one person or machine. */
        @WithDefault("120/1m")
        Rate writes();

        /** For what takes long, by one person or machine: what-if and proposals. */
        @WithDefault("20/1m")
        Rate expensive();

        /**
         * How many addresses, and how many people and machines, are counted at most; then who asked longest ago is
         * forgotten.
         */
        @WithDefault("10000")
        int mostCounted();
    }

    /** Whom to tell of alerts, by which way. */
    interface Notifications {
        /** The ways, by the name that an operator gives each; none: nobody is told, and nothing leaves. */
        Map<String, NotificationChannel> channels();

        /** Where people reach the console, for links to alerts; absent: no links. */
        Optional<URI> console();

        /** Begins the names of the consumer groups; the same for all that share the work. */
        @WithDefault("curfew-notify")
        String group();

        /** The most alerts that wait for a channel; one more and who waits longest is dropped and counted. */
        @WithDefault("1000")
        int mostWaiting();

        /**
         * The most alerts of which a channel remembers that it told them; then who was told longest ago is forgotten.
         */
        @WithDefault("20000")
        int mostRemembered();

        /** The longest that a channel may take for a message. */
        @WithDefault("10s")
        Duration timeout();

        /** The longest wait between two attempts while a channel or Kafka is away. */
        @WithDefault("5m")
        Duration longestWait();
    }
}
