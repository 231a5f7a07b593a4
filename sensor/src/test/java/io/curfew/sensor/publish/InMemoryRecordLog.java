package io.curfew.sensor.publish;

import io.curfew.events.ObservationBatch;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A log in memory that answers as it was told to; when nothing was told, it takes the record. */
final class InMemoryRecordLog implements RecordLog {
    private final Queue<Appending> answers = new ArrayDeque<>();
    private final List<ObservationBatch> batches = new ArrayList<>();
    private boolean closed;

    synchronized InMemoryRecordLog answering(Appending... next) {
        answers.addAll(List.of(next));
        return this;
    }

    @Override
    public synchronized Appending append(List<EncodedBatch> encoded) {
        Appending answer = answers.isEmpty() ? new Appending.Appended(encoded.size()) : answers.remove();
        if (answer instanceof Appending.Appended(int count)) {
            encoded.stream().limit(count).forEach(this::take);
        }
        return answer;
    }

    private void take(EncodedBatch encoded) {
        if (BatchReader.read(encoded.value()) instanceof BatchReading.Accepted(ObservationBatch batch, int _)
                && batch.site().equals(encoded.site())) {
            batches.add(batch);
        }
    }

    synchronized List<ObservationBatch> batches() {
        return List.copyOf(batches);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
