package io.curfew.collector.kafka;

import io.curfew.collector.enrolment.Invitation;
import io.curfew.collector.enrolment.InvitationRegister;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The invitations on the sensors topic: under site/sensor/invitation/digest an invitation, and who used it. Of several
 * who do so at once the first on the topic has it, so that a token is good for one use at all collectors together.
 */
final class KeptInvitations implements InvitationRegister {
    private static final String INVITATION = "/invitation/";

    private final Writer writer;
    private final Map<String, Line> byDigest = new ConcurrentHashMap<>();

    /** What stands on the topic; {@code use} names the one use of it, absent before. */
    record Line(Invitation invitation, @Nullable String use) {}

    /** Writes to the topic. */
    interface Writer {
        /**
         * Returns once the line is known here.
         *
         * @throws KafkaAwayException when Kafka does not answer in time; it may have been written all the same
         */
        void write(String key, Line line);

        /** Does not wait for Kafka. */
        void send(String key, @Nullable Line line);
    }

    KeptInvitations(Writer writer) {
        this.writer = writer;
    }

    /** Takes what the topic has. */
    void take(String key, @Nullable Line line) {
        String digest = key.substring(key.lastIndexOf('/') + 1);
        if (line == null) {
            byDigest.remove(digest);
            return;
        }
        byDigest.merge(digest, line, (known, next) -> known.use() != null && next.use() != null ? known : next);
    }

    @Override
    public Optional<Invitation> open(String digest) {
        return Optional.ofNullable(byDigest.get(digest))
                .filter(line -> line.use() == null)
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
        writer.write(key(digest, invitation), new Line(invitation, null));
    }

    @Override
    public boolean use(String digest, Invitation invitation) {
        String use = UUID.randomUUID().toString();
        writer.write(key(digest, invitation), new Line(invitation, use));
        Line known = byDigest.get(digest);
        return known != null && use.equals(known.use());
    }

    @Override
    public void giveBack(String digest, Invitation invitation) {
        Line unused = new Line(invitation, null);
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
