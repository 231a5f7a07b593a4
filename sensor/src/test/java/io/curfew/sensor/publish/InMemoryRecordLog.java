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
    public synchronized Appending append(String key, byte[] value) {
        Appending answer = answers.isEmpty() ? new Appending.Appended() : answers.remove();
        if (answer instanceof Appending.Appended
                && BatchReader.read(value) instanceof BatchReading.Accepted(ObservationBatch batch, int _)
                && batch.site().value().equals(key)) {
            batches.add(batch);
        }
        return answer;
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
