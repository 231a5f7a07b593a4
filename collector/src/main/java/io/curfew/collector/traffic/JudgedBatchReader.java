package io.curfew.collector.traffic;

import com.google.protobuf.InvalidProtocolBufferException;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.events.wire.v1.Judged;
import io.curfew.policy.DeviceId;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reads values of the traffic topic. */
public final class JudgedBatchReader {
    private JudgedBatchReader() {}

    /** @throws IllegalArgumentException when the octets are no judged batch, or one that this program cannot know */
    public static JudgedBatch read(byte[] octets) {
        io.curfew.events.wire.v1.JudgedBatch message;
        try {
            message = io.curfew.events.wire.v1.JudgedBatch.parseFrom(octets);
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalArgumentException("the octets are no judged batch: " + malformed.getMessage(), malformed);
        }
        ObservationBatch batch = batch(message);
        List<Observation> observations = batch.observations();
        if (observations.size() != message.getJudgedCount()) {
            throw new IllegalArgumentException(
                    observations.size() + " observations, but " + message.getJudgedCount() + " judged");
        }
        List<JudgedObservation> judged = new ArrayList<>(observations.size());
        for (int index = 0; index < observations.size(); index++) {
            judged.add(judged(message, observations.get(index), message.getJudged(index)));
        }
        return new JudgedBatch(batch, message.getFirst(), message.getPolicyVersion(), judged);
    }

    private static ObservationBatch batch(io.curfew.events.wire.v1.JudgedBatch message) {
        return switch (BatchReader.read(message.getBatch().toByteArray())) {
            case BatchReading.Accepted accepted -> accepted.batch();
            case BatchReading.Refused refused -> throw new IllegalArgumentException(refused.reason());
        };
    }

    private static JudgedObservation judged(
            io.curfew.events.wire.v1.JudgedBatch batch, Observation observation, Judged judged) {
        String device = text(batch, judged.getDevice());
        String responderDevice = text(batch, judged.getResponderDevice());
        return new JudgedObservation(
                observation,
                device == null ? null : new DeviceId(device),
                text(batch, judged.getZone()),
                responderDevice == null ? null : new DeviceId(responderDevice),
                judged.getHasPeer() ? peer(batch, judged) : null,
                verdict(batch, judged));
    }

    private static Peer peer(io.curfew.events.wire.v1.JudgedBatch batch, Judged judged) {
        String name = text(batch, judged.getPeerName());
        return new Peer(
                judged.getPeerIp().isEmpty()
                        ? null
                        : IpAddress.of(judged.getPeerIp().toByteArray()),
                name == null ? null : new DomainName(name),
                Words.of(judged.getPeerNameSource()));
    }

    private static Verdict verdict(io.curfew.events.wire.v1.JudgedBatch batch, Judged judged) {
        return switch (judged.getResult()) {
            case RESULT_UNJUDGED -> new Verdict.Unjudged();
            case RESULT_ALLOWED -> new Verdict.Allowed(text(batch, judged.getRule()), text(batch, judged.getWhy()));
            case RESULT_VIOLATION ->
                new Verdict.Violation(
                        needed(text(batch, judged.getRule())),
                        Words.of(judged.getSeverity()),
                        text(batch, judged.getEntry()),
                        needed(text(batch, judged.getWhy())),
                        judged.hasPolicyVersion() ? judged.getPolicyVersion() : batch.getPolicyVersion());
            case UNRECOGNIZED -> throw new IllegalArgumentException("no such result");
        };
    }

    private static String needed(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("a violation says of which rule and why");
        }
        return text;
    }

    private static @Nullable String text(io.curfew.events.wire.v1.JudgedBatch batch, int place) {
        if (place == 0) {
            return null;
        }
        if (place < 0 || place > batch.getTextsCount()) {
            throw new IllegalArgumentException("there is no text " + place + " of " + batch.getTextsCount());
        }
        return batch.getTexts(place - 1);
    }
}
