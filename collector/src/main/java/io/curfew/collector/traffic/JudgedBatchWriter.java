package io.curfew.collector.traffic;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.curfew.events.ObservationBatch;
import io.curfew.events.wire.BatchWriter;
import io.curfew.events.wire.v1.Judged;
import io.curfew.events.wire.v1.Result;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes judged batches as values of the traffic topic. What it writes, {@link JudgedBatchReader} reads back. */
public final class JudgedBatchWriter {
    /** Well below the largest record that Kafka takes by default. */
    static final int LARGEST_BYTES = 512 * 1024;

    private final BatchWriter parts = new BatchWriter();
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * The values for a whole batch: one, or several where one would have more than {@value #LARGEST_BYTES} octets and
     * more than one observation.
     *
     * @param octets the batch as it came; must hold the same observations
     */
    public List<byte[]> values(byte[] octets, JudgedBatch judged) {
        List<byte[]> values = new ArrayList<>(1);
        add(values, octets, judged);
        return values;
    }

    private void add(List<byte[]> values, byte[] octets, JudgedBatch judged) {
        byte[] value = value(octets, judged);
        int count = judged.judged().size();
        if (value.length <= LARGEST_BYTES || count == 1) {
            values.add(value);
            return;
        }
        addPart(values, judged, 0, count / 2);
        addPart(values, judged, count / 2, count);
    }

    private void addPart(List<byte[]> values, JudgedBatch judged, int from, int to) {
        ObservationBatch all = judged.batch();
        ObservationBatch part = new ObservationBatch(
                all.site(),
                all.sensor(),
                all.run(),
                all.sequence(),
                all.observations().subList(from, to));
        add(
                values,
                parts.write(part),
                new JudgedBatch(
                        part,
                        judged.first() + from,
                        judged.policyVersion(),
                        judged.judged().subList(from, to)));
    }

    private byte[] value(byte[] octets, JudgedBatch judged) {
        places.clear();
        var message = io.curfew.events.wire.v1.JudgedBatch.newBuilder()
                .setBatch(UnsafeByteOperations.unsafeWrap(octets))
                .setFirst(judged.first())
                .setPolicyVersion(judged.policyVersion());
        for (JudgedObservation one : judged.judged()) {
            message.addJudged(judged(message, one, judged.policyVersion()));
        }
        return message.build().toByteArray();
    }

    private Judged judged(
            io.curfew.events.wire.v1.JudgedBatch.Builder batch, JudgedObservation one, long policyVersion) {
        Judged.Builder judged = Judged.newBuilder()
                .setDevice(
                        place(batch, one.device() == null ? null : one.device().value()))
                .setZone(place(batch, one.zone()))
                .setResponderDevice(place(
                        batch,
                        one.responderDevice() == null
                                ? null
                                : one.responderDevice().value()));
        Peer peer = one.peer();
        if (peer != null) {
            judged.setHasPeer(true)
                    .setPeerIp(
                            peer.ip() == null
                                    ? ByteString.EMPTY
                                    : UnsafeByteOperations.unsafeWrap(peer.ip().octets()))
                    .setPeerName(place(
                            batch, peer.name() == null ? null : peer.name().value()))
                    .setPeerNameSource(Words.of(peer.nameSource()));
        }
        switch (one.verdict()) {
            case Verdict.Allowed allowed ->
                judged.setResult(Result.RESULT_ALLOWED)
                        .setRule(place(batch, allowed.rule()))
                        .setWhy(place(batch, allowed.reservation()));
            case Verdict.Violation violation -> {
                judged.setResult(Result.RESULT_VIOLATION)
                        .setRule(place(batch, violation.rule()))
                        .setSeverity(Words.of(violation.severity()))
                        .setEntry(place(batch, violation.entry()))
                        .setWhy(place(batch, violation.why()));
                if (violation.policyVersion() != policyVersion) {
                    judged.setPolicyVersion(violation.policyVersion());
                }
            }
            case Verdict.Unjudged _ -> judged.setResult(Result.RESULT_UNJUDGED);
        }
        return judged.build();
    }

    private int place(io.curfew.events.wire.v1.JudgedBatch.Builder batch, @Nullable String text) {
        if (text == null) {
            return 0;
        }
        Integer known = places.get(text);
        if (known != null) {
            return known;
        }
        batch.addTexts(text);
        int place = places.size() + 1;
        places.put(text, place);
        return place;
    }
}
