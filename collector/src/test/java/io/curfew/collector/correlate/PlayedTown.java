package io.curfew.collector.correlate;

import io.curfew.collector.load.ProgramLog;
import io.curfew.collector.load.Recording;
import io.curfew.collector.load.Town;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.stack.demo.Api;
import io.curfew.stack.demo.PolicyInForce;
import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Ports;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Many sites in a running stack: puts their policy in force, sends at once what their devices did a good hour ago and
 * what their sensors have said since, and then, as time passes, what those say of themselves. {@code deploy/e2e/sites}
 * starts it with the folder of recordings, the file of their policy, the number of sites, the first port of the stack
 * and its file of credentials.
 */
final class PlayedTown {
    /** So long ago that the hour is over and summed up. */
    private static final Duration AGO = Duration.ofMinutes(75);
    /** Often enough for a sensor that is not silent. */
    private static final Duration HEARD_EACH = Duration.ofSeconds(30);
    /** Sensors are heard for so long, then it ends by itself. */
    private static final Duration HEARD = Duration.ofMinutes(15);

    private final List<Recording> homes;
    private final String recordedPolicy;
    private final int sites;

    private PlayedTown(List<Recording> homes, String recordedPolicy, int sites) {
        this.homes = homes;
        this.recordedPolicy = recordedPolicy;
        this.sites = sites;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramLog.asPackaged();
        Ports ports = Ports.from(Integer.parseInt(arguments[3]));
        Credentials credentials = Credentials.keptIn(Path.of(arguments[4]));
        PlayedTown town = new PlayedTown(
                ChaosLoad.homes(Path.of(arguments[0])),
                Files.readString(Path.of(arguments[1])),
                Integer.parseInt(arguments[2]));
        try (Api api = new Api(
                address(ports.collector()),
                address(ports.keycloak()) + "/realms/curfew",
                Credentials.COMMAND_LINE_CLIENT,
                credentials.of(Credentials.COMMAND_LINE_CLIENT))) {
            town.rule(new PolicyInForce(api));
        }
        town.play("127.0.0.1:" + ports.kafka());
    }

    private static String address(int port) {
        return "http://127.0.0.1:" + port;
    }

    private void rule(PolicyInForce policy) throws IOException, InterruptedException {
        String text = ChaosLoad.forSites(recordedPolicy, homes, sites);
        for (int site = 0; site < homes.size(); site++) {
            text = text.replaceAll(
                    "\\b" + Town.site(site) + "\\b", nameOf(Town.site(site)).value());
        }
        if (!(policy.ensure(text, true) instanceof PolicyInForce.Outcome.InForce)) {
            throw new IllegalStateException("the collector did not take the policy:\n" + text);
        }
    }

    /** The first of each kind keeps the name of its recording: there is somebody who may see that site only. */
    private SiteId nameOf(SiteId site) {
        for (int index = 0; index < homes.size(); index++) {
            if (site.equals(Town.site(index))) {
                return homes.get(index).site();
            }
        }
        return site;
    }

    private void play(String kafka) {
        long seconds = homes.stream()
                .mapToLong(home -> home.length().toSeconds())
                .min()
                .orElseThrow();
        Instant begin = Instant.now().minus(AGO);
        Town town = new Town(
                homes.stream().map(home -> home.at(begin).heard(HEARD_EACH)).toList(),
                Bench.policy(1, recordedPolicy),
                sites,
                1);
        BatchWriter writer = new BatchWriter();
        try (Producer<String, byte[]> producer = producer(kafka)) {
            long observations = 0;
            long second = 0;
            for (; second < AGO.toSeconds(); second++) {
                observations += second < seconds
                        ? town.nextSecond(batch -> send(producer, writer, batch))
                        : town.nextQuietSecond(batch -> send(producer, writer, batch));
            }
            producer.flush();
            System.out.println("sent " + observations + " observations of " + sites + " sites");
            for (; second < AGO.plus(HEARD).toSeconds(); second++) {
                Instant over = begin.plusSeconds(second + 1);
                LockSupport.parkNanos(Duration.between(Instant.now(), over).toNanos());
                town.nextQuietSecond(batch -> send(producer, writer, batch));
            }
        }
    }

    private void send(Producer<String, byte[]> producer, BatchWriter writer, ObservationBatch batch) {
        SiteId site = nameOf(batch.site());
        ObservationBatch named =
                new ObservationBatch(site, batch.sensor(), batch.run(), batch.sequence(), batch.observations());
        var _ = producer.send(new ProducerRecord<>(Topics.OBSERVATIONS, site.value(), writer.write(named)));
    }

    private static Producer<String, byte[]> producer(String kafka) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd"),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
