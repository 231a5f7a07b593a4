package io.curfew.collector.notify.carrier;

import io.curfew.collector.notify.Carrier;
import io.curfew.collector.notify.Channel;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;

/** Makes the carrier of a channel. */
public final class Carriers implements Carrier.Maker {
    private final Links links;
    private final Clock clock;
    private final Vertx vertx;

    /**
     * Makes carriers whose messages point to the console.
     *
     * @param console its address; absent when there are no links
     * @param vertx whose threads speak to brokers
     */
    public Carriers(@Nullable URI console, Clock clock, Vertx vertx) {
        this.links = new Links(console);
        this.clock = clock;
        this.vertx = vertx;
    }

    @Override
    public Carrier of(Channel channel) {
        try {
            return switch (channel.kind()) {
                case WEBHOOK -> new WebhookCarrier(channel, links, clock);
                case SYSLOG -> new SyslogCarrier(channel);
                case MQTT -> new MqttCarrier(channel, links, vertx);
                case MAIL -> new MailCarrier(channel, links);
            };
        } catch (IllegalArgumentException mistake) {
            throw new IllegalArgumentException(
                    "curfew.notifications.channels." + channel.name() + ": " + mistake.getMessage(), mistake);
        }
    }
}
