package io.curfew.sensor.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A spool in memory whose disk can be full and whose oldest batches can get lost. */
final class InMemorySpool implements Spool {
    /** Smaller ones take as much of the disk. */
    private static final int BLOCK_BYTES = 500;

    private final int mostBatches;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private final List<Loss> losses = new ArrayList<>();
    private long nextPosition;
    private boolean isFull;
    private boolean isGivingRoom;
    private int room;
    private boolean isUnreadable;
    private int failedReads;

    InMemorySpool(int mostBatches) {
        this.mostBatches = mostBatches;
    }

    synchronized void diskIsFull(boolean full) {
        isFull = full;
    }

    /** From now on it takes one batch for each that makes room. */
    synchronized void diskIsFullButForWhatMakesRoom() {
        isFull = true;
        isGivingRoom = true;
    }

    /** For now nothing can be read of it. */
    synchronized void diskIsUnreadable(boolean unreadable) {
        isUnreadable = unreadable;
    }

    synchronized int failedReads() {
        return failedReads;
    }

    synchronized void awaitFailedRead() throws InterruptedException {
        while (failedReads == 0) {
            wait();
        }
    }

    @Override
    public synchronized long append(EncodedBatch batch) throws IOException {
        if (isFull && room == 0) {
            throw new IOException("No space left on device");
        }
        room = Math.max(0, room - 1);
        while (kept.size() >= mostBatches) {
            lose(DropCause.SPOOL_FULL);
        }
        kept.add(new Kept(nextPosition, batch));
        return nextPosition++;
    }

    synchronized void lose(DropCause cause) {
        Kept oldest = kept.remove();
        losses.add(new Loss(
                cause, oldest.position(), oldest.position(), oldest.batch().observations()));
    }

    @Override
    public synchronized List<Kept> oldest(int most, long mostBytes) {
        List<Kept> oldest = new ArrayList<>();
        if (isUnreadable) {
            failedReads++;
            notifyAll();
            return oldest;
        }
        long bytes = 0;
        for (Kept one : kept) {
            if (oldest.size() == most || (bytes >= mostBytes && !oldest.isEmpty())) {
                break;
            }
            bytes += one.batch().value().length;
            oldest.add(one);
        }
        return oldest;
    }

    @Override
    public synchronized void release(long position, int observations) {
        if (!kept.isEmpty() && kept.element().position() == position) {
            kept.remove();
        }
    }

    @Override
    public void expire() {
        // Nothing gets old here.
    }

    @Override
    public synchronized boolean makeRoom(long octets) {
        long freed = 0;
        while (kept.size() > 1 && freed < octets) {
            freed += Math.max(BLOCK_BYTES, kept.element().batch().value().length);
            lose(DropCause.DISK_FULL);
        }
        room += isGivingRoom && freed >= octets ? 1 : 0;
        return freed > 0;
    }

    @Override
    public void sync() {
        // Nothing outlasts the process.
    }

    @Override
    public synchronized List<Loss> losses() {
        List<Loss> taken = List.copyOf(losses);
        losses.clear();
        return taken;
    }

    @Override
    public synchronized SpoolState state() {
        if (kept.isEmpty()) {
            return SpoolState.EMPTY;
        }
        long observations = 0;
        long bytes = 0;
        for (Kept one : kept) {
            observations += one.batch().observations();
            bytes += one.batch().value().length;
        }
        return new SpoolState(observations, bytes, kept.element().batch().oldest(), Duration.ZERO, 0);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
