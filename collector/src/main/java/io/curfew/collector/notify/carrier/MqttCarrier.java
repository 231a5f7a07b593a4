package io.curfew.collector.notify.carrier;

import io.curfew.collector.notify.Carrier;
import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.Delivery;
import io.curfew.collector.notify.Notice;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.MqttConnectionException;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Publishes messages to a broker by MQTT 3.1.1, at least once (QoS 1): a message is taken when the broker has
 * acknowledged each of its parts. Connects for each message, so that nothing is held while nothing happens.
 */
final class MqttCarrier implements Carrier {
    private static final int MOST_CHANGES = 500;
    private static final int PORT = 1_883;
    private static final int TLS_PORT = 8_883;
    private static final int MOST_UNACKNOWLEDGED = 65_000;

    private final Channel channel;
    private final MqttParts parts;
    private final Vertx vertx;
    private final MqttClientOptions options;

    MqttCarrier(Channel channel, Links links, Vertx vertx) {
        this.channel = channel;
        this.parts = new MqttParts(channel.broker(), new NoticeJson(links));
        this.vertx = vertx;
        this.options = options(channel);
    }

    private static MqttClientOptions options(Channel channel) {
        MqttClientOptions options = new MqttClientOptions();
        options.setCleanSession(true);
        options.setMaxInflightQueue(MOST_UNACKNOWLEDGED);
        options.setConnectTimeout(Math.toIntExact(channel.timeout().toMillis()));
        options.setSsl(isTls(channel));
        options.setHostnameVerificationAlgorithm(isTls(channel) ? "HTTPS" : "");
        String username = channel.login().username();
        if (username != null) {
            options.setUsername(username).setPassword(channel.login().secret());
        }
        Path trust = channel.trust();
        if (trust != null) {
            var _ = Trust.context(trust);
            options.setTrustOptions(new PemTrustOptions().addCertPath(trust.toString()));
        }
        return options;
    }

    private static boolean isTls(Channel channel) {
        return "mqtts".equals(channel.target().getScheme());
    }

    @Override
    public int mostChanges() {
        return MOST_CHANGES;
    }

    @Override
    public boolean keepsState() {
        return true;
    }

    @Override
    public Delivery carry(Notice notice) throws InterruptedException {
        MqttClient client = MqttClient.create(vertx, options);
        try {
            await(client.connect(channel.portOr(isTls(channel) ? TLS_PORT : PORT), channel.host()));
            return publish(client, parts.of(notice));
        } catch (ExecutionException | TimeoutException away) {
            return Delivery.away(reason(away));
        } finally {
            // Whether the farewell arrives is of no interest.
            var _ = client.disconnect();
        }
    }

    private Delivery publish(MqttClient client, List<MqttParts.Part> all)
            throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch unacknowledged = new CountDownLatch(all.size());
        client.publishCompletionHandler(_ -> unacknowledged.countDown());
        for (MqttParts.Part part : all) {
            await(client.publish(
                    part.topic(), Buffer.buffer(part.octets()), MqttQoS.AT_LEAST_ONCE, false, part.isKept()));
        }
        return unacknowledged.await(channel.timeout().toMillis(), TimeUnit.MILLISECONDS)
                ? Delivery.taken()
                : Delivery.away("the broker did not acknowledge in time");
    }

    private <T> void await(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        var _ = future.toCompletionStage()
                .toCompletableFuture()
                .get(channel.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String reason(Exception away) {
        return away.getCause() instanceof MqttConnectionException refused
                ? "the broker refuses the connection: " + refused.code()
                : Reason.of(away);
    }
}
