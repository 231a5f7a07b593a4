package io.curfew.collector.correlate;

import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** What is done to collectors at work, one deed after the other, all of it drawn from a seed. */
final class Mischief {
    /** So many collectors run at most. */
    private static final int MOST = 4;

    private final Random random;
    private final Fleet fleet;
    private final LocalStack stack;
    private final Path folder;

    /** What is done. */
    enum Deed {
        KILL("killed and started again"),
        LOSE_DISK("killed, its disk lost, and started again"),
        RESTART("asked to end and started again"),
        ADD("added"),
        REMOVE("killed for good"),
        RESTART_BROKER("restarted");

        private final String words;

        Deed(String words) {
            this.words = words;
        }
    }

    Mischief(Random random, Fleet fleet, LocalStack stack, Path folder) {
        this.random = random;
        this.fleet = fleet;
        this.stack = stack;
        this.folder = folder;
    }

    /** So many deeds in an order of chance; each that is possible once before any of them is done twice. */
    List<Deed> drawn(int count) {
        List<Deed> deeds = new ArrayList<>();
        while (deeds.size() < count) {
            List<Deed> round = new ArrayList<>(EnumSet.allOf(Deed.class));
            Collections.shuffle(round, random);
            deeds.addAll(round);
        }
        return deeds.subList(0, count);
    }

    /** Does it; returns what was done, in words. */
    String happen(Deed deed) throws IOException, InterruptedException {
        List<Integer> running = fleet.running();
        Deed possible = deed == Deed.ADD && running.size() >= MOST
                ? Deed.REMOVE
                : deed == Deed.REMOVE && running.size() < 2 ? Deed.ADD : deed;
        int one = running.get(random.nextInt(running.size()));
        switch (possible) {
            case KILL -> {
                fleet.kill(one);
                fleet.start(one);
            }
            case LOSE_DISK -> {
                fleet.kill(one);
                loseDisk(one);
                fleet.start(one);
            }
            case RESTART -> {
                fleet.stop(one);
                fleet.start(one);
            }
            case ADD -> one = fleet.add();
            case REMOVE -> fleet.kill(one);
            case RESTART_BROKER -> {
                stack.stop(EnumSet.of(Part.KAFKA));
                stack.start(EnumSet.of(Part.KAFKA));
            }
        }
        return (possible == Deed.RESTART_BROKER ? "the broker " : "collector " + one + " ") + possible.words;
    }

    private void loseDisk(int one) throws IOException {
        Path state = folder.resolve("collector-" + one);
        if (Files.exists(state)) {
            DeletedFolder.delete(state);
        }
    }
}
