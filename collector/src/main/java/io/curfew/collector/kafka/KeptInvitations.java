package io.curfew.collector.kafka;

import io.curfew.collector.enrolment.Invitation;
import io.curfew.collector.enrolment.InvitationRegister;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The invitations on the sensors topic: under site/sensor/invitation/digest an invitation, and who used it. Of several
 * who do so at once the first on the topic has it, so that a token is good for one use at all collectors together. A
 * use is settled by the sensor that comes by it; one that is not, since Kafka or a collector went away, is none.
 */
final class KeptInvitations implements InvitationRegister {
    private static final String INVITATION = "/invitation/";
    /** Longer than a sensor takes to come once its invitation is used. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final Writer writer;
    private final Arrivals arrivals;
    private final Map<String, Line> byDigest = new ConcurrentHashMap<>();

    /** What stands on the topic; {@code use} names the one use of it, absent before, as is when that was. */
    record Line(
            Invitation invitation,
            @Nullable String use,
            @Nullable Instant usedAt) {

        static Line unused(Invitation invitation) {
            return new Line(invitation, null, null);
        }
    }

    /** Which sensors have come. */
    @FunctionalInterface
    interface Arrivals {

        /** True when the sensor that is invited came at {@code since} or later. */
        boolean hasCome(Invitation invitation, Instant since);
    }

    /** Writes to the topic. */
    interface Writer {
        /**
         * Returns once the line is known here.
         *
         * @throws KafkaAwayException when Kafka does not answer in time; it may have been written all the same
         */
        void write(String key, Line line);

        /** Waits for Kafka at most until a connection stands; what cannot be sent then is lost. */
        void send(String key, @Nullable Line line);
    }

    KeptInvitations(Writer writer, Arrivals arrivals) {
        this.writer = writer;
        this.arrivals = arrivals;
    }

    /** Takes what the topic has. */
    void take(String key, @Nullable Line line) {
        String digest = key.substring(key.lastIndexOf('/') + 1);
        if (line == null) {
            byDigest.remove(digest);
            return;
        }
        byDigest.merge(
                digest, line, (known, next) -> next.use() == null || isFree(known, next.usedAt()) ? next : known);
    }

    /** True when nobody has used it, or somebody who did was let down. */
    private boolean isFree(Line line, @Nullable Instant now) {
        if (line.use() == null) {
            return true;
        }
        Instant usedAt = line.usedAt();
        return usedAt != null
                && now != null
                && !now.isBefore(usedAt.plus(SETTLED))
                // A use that came a moment too late may be all that is left of two.
                && !arrivals.hasCome(line.invitation(), usedAt.minus(SETTLED));
    }

    @Override
    public Optional<Invitation> open(String digest, Instant now) {
        return Optional.ofNullable(byDigest.get(digest))
                .filter(line -> isFree(line, now))
                .map(Line::invitation);
    }

    @Override
    public Map<String, Invitation> all() {
        Map<String, Invitation> all = new HashMap<>();
        byDigest.forEach((digest, line) -> all.put(digest, line.invitation()));
        return all;
    }

    @Override
    public void keep(String digest, Invitation invitation) {
        writer.write(key(digest, invitation), Line.unused(invitation));
    }

    @Override
    public boolean use(String digest, Invitation invitation, Instant now) {
        String use = UUID.randomUUID().toString();
        writer.write(key(digest, invitation), new Line(invitation, use, now));
        Line known = byDigest.get(digest);
        return known != null && use.equals(known.use());
    }

    @Override
    public void giveBack(String digest, Invitation invitation) {
        Line unused = Line.unused(invitation);
        byDigest.put(digest, unused);
        writer.send(key(digest, invitation), unused);
    }

    @Override
    public void forget(String digest, Invitation invitation) {
        byDigest.remove(digest);
        writer.send(key(digest, invitation), null);
    }

    private static String key(String digest, Invitation invitation) {
        return invitation.site() + "/" + invitation.sensor() + INVITATION + digest;
    }
}
