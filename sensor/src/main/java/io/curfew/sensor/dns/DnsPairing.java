package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Pairs questions with their answers. Keeps at most {@code capacity} questions waiting, and of their names
 * {@value #NAME_OCTETS_A_QUESTION} octets for each of these, for 10 s each: the oldest is reported as unanswered to
 * make room. An answer without its question is reported as well.
 */
final class DnsPairing {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private static final int NAME_OCTETS_A_QUESTION = 256;
    /** Of a name of which each octet is escaped. */
    private static final int LONGEST_NAME_OCTETS = 1_024;

    private final Map<Key, Question> waiting = new LinkedHashMap<>();
    /** Of the questions that wait, the latest of each way and number. */
    private final Map<Way, Key> latest = new HashMap<>();

    private final int capacity;
    private final long mostNameOctets;
    private long nameOctets;
    private long evicted;
    private long patientUntilNanos = Long.MIN_VALUE;
    private final Consumer<? super DnsObservation> sink;

    /** Ordered, since a map finds what has one hash by its order: ways that have one can be had by the thousand. */
    private record Way(IpAddress client, int clientPort, IpAddress server, int id) implements Comparable<Way> {
        private static final Comparator<Way> ORDER = Comparator.comparingInt(Way::id)
                .thenComparingInt(Way::clientPort)
                .thenComparing(Way::client)
                .thenComparing(Way::server);

        @Override
        public int compareTo(Way other) {
            return ORDER.compare(this, other);
        }

        // By hand: those of a record go through method handles, which cost more than reading the message.
        @Override
        public int hashCode() {
            return ((clientPort * 31 + id) * 31 + client.hashCode()) * 31 + server.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Way way
                    && id == way.id
                    && clientPort == way.clientPort
                    && client.equals(way.client)
                    && server.equals(way.server);
        }
    }

    /** Ordered as well: names that have one hash can be had, too. */
    private record Key(Way way, DomainName name, int type) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::way).thenComparingInt(Key::type).thenComparing(Key::name);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        @Override
        public int hashCode() {
            return (way.hashCode() * 31 + name.hashCode()) * 31 + type;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && type == key.type && way.equals(key.way) && name.equals(key.name);
        }
    }

    private record Question(
            long askedNanos,
            long waitingSinceNanos,
            Endpoint client,
            Endpoint server,
            Transport transport,
            List<Integer> vlanIds) {}

    DnsPairing(int capacity, Consumer<? super DnsObservation> sink) {
        this.capacity = capacity;
        this.mostNameOctets = Math.max(LONGEST_NAME_OCTETS, (long) NAME_OCTETS_A_QUESTION * capacity);
        this.sink = sink;
    }

    /** Takes a message that {@code packet} brought to its end; {@code nowNanos} never goes back. */
    void message(DnsMessage message, PacketFacts packet, long nowNanos) {
        Transport transport = Transport.of(packet.protocol);
        Endpoint sender = packet.source();
        Endpoint receiver = packet.destination();
        if (message.isResponse()) {
            answer(message, receiver, sender, transport, packet);
        } else {
            ask(
                    message,
                    new Question(packet.timestampNanos, nowNanos, sender, receiver, transport, packet.vlans.ids()));
        }
    }

    private void ask(DnsMessage message, Question question) {
        Key key = key(message, question.client, question.server);
        if (waiting.putIfAbsent(key, question) == null) {
            latest.put(key.way, key);
            nameOctets += nameOctets(key);
            while (waiting.size() > capacity || nameOctets > mostNameOctets) {
                giveUpOldest();
                evicted++;
            }
        }
    }

    /** Questions that made room while their answer could still come. */
    long evicted() {
        return evicted;
    }

    private static int nameOctets(Key key) {
        return key.name.value().length();
    }

    private static Key key(DnsMessage message, Endpoint client, Endpoint server) {
        return new Key(way(message.id(), client, server), message.questionName(), message.questionType());
    }

    private static Way way(int id, Endpoint client, Endpoint server) {
        return new Way(client.ip(), client.port(), server.ip(), id);
    }

    /** Takes a message that does not say what was asked; false when no question waits that it may answer. */
    boolean bareError(BareError error, PacketFacts packet) {
        Endpoint client = packet.destination();
        Endpoint server = packet.source();
        Key key = latest.get(way(error.id(), client, server));
        if (key == null) {
            return false;
        }
        DnsMessage message = new DnsMessage(
                error.id(),
                true,
                DnsMessage.QUERY,
                error.responseCode(),
                key.name,
                key.type,
                List.of(),
                error.isFiltered());
        answer(message, client, server, Transport.of(packet.protocol), packet);
        return true;
    }

    private void answer(DnsMessage message, Endpoint client, Endpoint server, Transport transport, PacketFacts packet) {
        Key key = key(message, client, server);
        Question question = waiting.remove(key);
        nameOctets -= question == null ? 0 : nameOctets(key);
        latest.remove(key.way, key);
        sink.accept(new DnsObservation(
                EpochNanos.toInstant(packet.timestampNanos),
                question == null ? client : question.client,
                server,
                transport,
                question == null ? packet.vlans.ids() : question.vlanIds,
                message.id(),
                message.questionName(),
                DnsNumbers.type(message.questionType()),
                DnsNumbers.responseCode(message.responseCode()),
                message.answers(),
                question == null ? null : timeToAnswer(question, packet),
                BlockedAnswer.looksLike(message)));
    }

    private static @Nullable Duration timeToAnswer(Question question, PacketFacts answer) {
        // In a capture out of order an answer may stand before its question.
        return Duration.ofNanos(Math.max(0, answer.timestampNanos - question.askedNanos));
    }

    /** Reports the questions that have waited for too long. */
    void advance(long nowNanos) {
        // Asked for each packet: nothing is due before that moment.
        if (nowNanos <= patientUntilNanos) {
            return;
        }
        long oldestNanos = oldestNanos(nowNanos);
        while (nowNanos - oldestNanos > PATIENCE_NANOS) {
            giveUpOldest();
            oldestNanos = oldestNanos(nowNanos);
        }
        patientUntilNanos = oldestNanos + PATIENCE_NANOS;
    }

    private long oldestNanos(long nowNanos) {
        return waiting.isEmpty() ? nowNanos : waiting.values().iterator().next().waitingSinceNanos;
    }

    private void giveUpOldest() {
        Iterator<Map.Entry<Key, Question>> oldest = waiting.entrySet().iterator();
        Map.Entry<Key, Question> entry = oldest.next();
        oldest.remove();
        Key key = entry.getKey();
        nameOctets -= nameOctets(key);
        latest.remove(key.way, key);
        Question question = entry.getValue();
        sink.accept(new DnsObservation(
                EpochNanos.toInstant(question.askedNanos),
                question.client,
                question.server,
                question.transport,
                question.vlanIds,
                key.way.id,
                key.name,
                DnsNumbers.type(key.type),
                null,
                List.of(),
                null,
                false));
    }

    /** Reports all questions that still wait; what follows may be of an earlier time. */
    void finish() {
        while (!waiting.isEmpty()) {
            giveUpOldest();
        }
        patientUntilNanos = Long.MIN_VALUE;
    }
}
