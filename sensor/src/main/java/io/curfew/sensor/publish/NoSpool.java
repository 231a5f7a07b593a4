package io.curfew.sensor.publish;

import java.io.IOException;
import java.util.List;

/** Where there is no spool: takes nothing, has nothing. */
public final class NoSpool implements Spool {
    @Override
    public long append(EncodedBatch batch) throws IOException {
        throw new IOException("there is no spool");
    }

    @Override
    public List<Kept> oldest(int mostBatches, long mostBytes) {
        return List.of();
    }

    @Override
    public void release(long position, int observations) {
        throw new IllegalStateException("nothing was kept at " + position);
    }

    @Override
    public void expire() {
        // Nothing gets old here.
    }

    @Override
    public boolean makeRoom(long octets) {
        return false;
    }

    @Override
    public void sync() {
        // Nothing to write.
    }

    @Override
    public List<Loss> losses() {
        return List.of();
    }

    @Override
    public SpoolState state() {
        return SpoolState.EMPTY;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
