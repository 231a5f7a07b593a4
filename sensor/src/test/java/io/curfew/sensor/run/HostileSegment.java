package io.curfew.sensor.run;

import io.curfew.events.CommunityId;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.StatusObservation;
import io.curfew.events.Topics;
import io.curfew.policy.language.DohServers;
import io.curfew.sensor.configuration.ConfigurationReader;
import io.curfew.sensor.configuration.ConfigurationReading;
import io.curfew.sensor.configuration.SensorConfiguration;
import io.curfew.sensor.frames.ClientHellos;
import io.curfew.sensor.frames.DnsMessages;
import io.curfew.sensor.frames.Frames;
import io.curfew.sensor.imports.Imports;
import io.curfew.sensor.privacy.Discretion;
import io.curfew.sensor.publish.KafkaRecordLog;
import io.curfew.sensor.publish.KafkaTls;
import io.curfew.sensor.publish.Outbox;
import io.curfew.sensor.publish.Publication;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

import static io.curfew.sensor.frames.Frames.IPV4;
import static io.curfew.sensor.frames.Frames.TCP;
import static io.curfew.sensor.frames.Frames.UDP;

/**
 * A sensor whose Kafka is away and that keeps a zone private, on a segment where two devices fill within seconds all
 * that it keeps; then another begins some flows. A program of its own, so that it has the heap of a sensor to itself.
 */
final class HostileSegment {
    static final int LATER_FLOWS = 10;

    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int SEGMENT_OCTETS = 1_400;
    private static final String ATTACKER = "192.0.2.121";
    private static final String PRIVATE = "192.0.2.21";
    private static final IpAddress LATER = IpAddress.parse("192.0.2.122");

    private final Outbox outbox;
    private final Stages stages;
    private long nanos = 1_764_400_000_000_000_000L;
    private int laterFlows;
    private @Nullable StatusObservation status;

    private HostileSegment(SensorConfiguration configuration) {
        SensorConfiguration.Limits limits = configuration.limits();
        outbox = new Outbox(
                configuration.site(),
                configuration.sensor(),
                "run-1",
                limits.queue().bytes(),
                Outbox.WhenFull.DROP_OLDEST);
        stages = new Stages(
                "0.1.0",
                limits.pipeline(),
                CommunityId.USUAL_SEED,
                Imports.none(),
                DohServers.shipped(),
                new Discretion(configuration.zones(), limits.flows(), this::accept),
                outbox::counters);
    }

    private void accept(Observation observation) {
        if (observation instanceof StatusObservation told) {
            status = told;
        }
        boolean isLater = observation instanceof FlowObservation flow
                && flow.phase() == FlowObservation.Phase.START
                && flow.initiator().ip().equals(LATER);
        laterFlows += isLater ? 1 : 0;
        outbox.accept(observation);
    }

    /** @param arguments the sensor's configuration */
    public static void main(String... arguments) throws InterruptedException {
        var reading = (ConfigurationReading.Accepted) ConfigurationReader.read(Path.of(arguments[0]));
        SensorConfiguration configuration = reading.configuration();
        KafkaRecordLog log = new KafkaRecordLog(
                configuration.kafka().bootstrap(), "hall", Topics.OBSERVATIONS, new KafkaTls(null, null, null), null);
        HostileSegment segment = new HostileSegment(configuration);
        try (Publication publication = new Publication(segment.outbox, log)) {
            publication.start();
            segment.fill();
            long usedOctets = usedOctets();
            segment.goOn();
            publication.requireRunning();
            segment.tell(usedOctets);
        }
    }

    private void fill() {
        queue();
        longAnswers();
        ofPrivateDevice();
        questions();
        serverNames();
        unfinishedHellos();
        unfinishedMessages();
        fragments();
        announcements();
        flows();
    }

    private void queue() {
        tuples(ATTACKER, 170_000, 80, _ -> new byte[0]);
    }

    private void longAnswers() {
        byte[] text =
                DnsMessages.record("a", DnsMessages.TXT, 60, DnsMessages.strings("a".repeat(250), "b".repeat(250)));
        byte[][] records = Collections.nCopies(120, text).toArray(byte[][]::new);
        for (int number = 0; number < 40; number++) {
            byte[] answer = DnsMessages.answer(number, 0, "example.org", DnsMessages.TXT, records);
            send(Frames.ipv4("203.0.113.53", ATTACKER, UDP, Frames.udp(53, 40_000, answer)));
        }
    }

    private void ofPrivateDevice() {
        tuples(PRIVATE, 40_000, 80, _ -> new byte[0]);
        for (int number = 0; number < 4_096; number++) {
            udp(PRIVATE, 53, DnsMessages.question(number, longName(number), DnsMessages.A));
        }
    }

    private void questions() {
        for (int number = 0; number < 5_000; number++) {
            byte[] labels = new byte[0];
            for (int octets : new int[] {63, 63, 63, 58}) {
                byte[] label = new byte[octets];
                Arrays.fill(label, (byte) 0xc8);
                labels = Frames.join(labels, Frames.u8(octets), label);
            }
            byte[] name = Frames.join(labels, Frames.u8(0));
            udp(
                    ATTACKER,
                    53,
                    Frames.join(
                            Frames.u16(number), Frames.hex("0100 0001 0000 0000 0000"), name, Frames.hex("0001 0001")));
        }
    }

    private static String longName(int number) {
        return "%060d.%s.%s.%s".formatted(number, "a".repeat(60), "b".repeat(60), "c".repeat(60));
    }

    private void serverNames() {
        for (int number = 0; number < 3_000; number++) {
            byte[] request = Frames.text("GET / HTTP/1.1\r\nHost: " + longName(number) + "\r\n\r\n");
            tcp(number, 80, 1, ACK, request);
        }
    }

    private void unfinishedHellos() {
        stream(300, 443, Frames.join(Frames.hex("16 0301 4000 01 003ffc 0303"), new byte[15_400]));
    }

    private void unfinishedMessages() {
        stream(300, 53, Frames.join(Frames.hex("ffff"), new byte[15_000]));
        byte[] preface = Frames.text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        stream(200, 8_080, Frames.join(preface, Frames.hex("004000 00 00 00000001"), new byte[15_000]));
    }

    private void stream(int count, int port, byte[] begin) {
        for (int number = 0; number < count; number++) {
            for (int at = 0; at < begin.length; at += SEGMENT_OCTETS) {
                byte[] segment = Arrays.copyOfRange(begin, at, Math.min(begin.length, at + SEGMENT_OCTETS));
                tcp(10_000 + number, port, 1 + at, ACK, segment);
            }
        }
    }

    private void fragments() {
        for (int number = 0; number < 100; number++) {
            for (int at = 0; at < 16_000; at += SEGMENT_OCTETS) {
                send(Frames.ipv4Fragment(
                        ATTACKER, "203.0.113.9", UDP, number, 0x2000 | at / 8, new byte[SEGMENT_OCTETS]));
            }
        }
    }

    private void announcements() {
        for (int number = 0; number < 6_000; number++) {
            String name = longName(number);
            byte[] owner = DnsMessages.record(name, DnsMessages.A, 120, Frames.ip("192.0.2.121"));
            byte[] announcement = DnsMessages.multicast(List.of(owner), List.of());
            sendFrom(number / 1_000, Frames.ipv4(ATTACKER, "224.0.0.251", UDP, Frames.udp(5_353, 5_353, announcement)));
        }
    }

    private void flows() {
        tuples(ATTACKER, 40_000, 81, number -> {
            String ciphers = "%04x%04x".formatted(0x1000 + number / 4_096, 0x1000 + number % 4_096);
            byte[] name = ClientHellos.serverName("%040d.example".formatted(number));
            return ClientHellos.record(ClientHellos.messageOf("0303", ciphers, name));
        });
    }

    private void tuples(String from, int count, int port, IntFunction<byte[]> payload) {
        for (int number = 0; number < count; number++) {
            String to = "198.51.%d.%d".formatted(number / 2_560, number / 10 % 256);
            send(Frames.ipv4(from, to, TCP, Frames.tcp(1_024 + number % 10, port, 1, SYN, payload.apply(number))));
        }
    }

    private void tcp(int number, int port, int sequence, int flags, byte[] payload) {
        send(Frames.ipv4(ATTACKER, "203.0.113.9", TCP, Frames.tcp(1_024 + number, port, sequence, flags, payload)));
    }

    private void udp(String from, int port, byte[] payload) {
        send(Frames.ipv4(from, "203.0.113.53", UDP, Frames.udp(40_001, port, payload)));
    }

    private void send(byte[] packet) {
        sendFrom(0, packet);
    }

    private void sendFrom(int device, byte[] packet) {
        byte[] frame = Frames.ethernet("02:00:00:00:00:7" + device, "02:00:00:00:00:01", IPV4, packet);
        nanos += 5_000;
        stages.frame(frame, 0, frame.length, frame.length, 1, nanos);
        stages.reportWhenDue(nanos);
    }

    private void goOn() {
        for (int number = 0; number < LATER_FLOWS; number++) {
            byte[] datagram = Frames.udp(50_000 + number, 9_000, new byte[20]);
            send(Frames.ipv4(LATER.toString(), "203.0.113.9", UDP, datagram));
        }
        nanos += 1_000_000_000;
        stages.advance(nanos);
        stages.finish(nanos);
    }

    private void tell(long usedOctets) {
        StatusObservation last = Objects.requireNonNull(status, "a last status");
        System.out.println(
                "used-share=" + (double) usedOctets / Runtime.getRuntime().maxMemory());
        System.out.println("later-flows=" + laterFlows);
        System.out.println("flows-evicted=" + last.flowsEvicted());
        System.out.println("sums-told-early=" + stages.privacy().toldEarly());
        last.accounts().droppedByCause().forEach((cause, count) -> System.out.println(cause + "=" + count));
        last.accounts().givenUp().forEach((kind, count) -> System.out.println(kind + "=" + count));
    }

    private static long usedOctets() {
        // The serial collector leaves a little behind in three of four collections.
        for (int collection = 0; collection < 4; collection++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
