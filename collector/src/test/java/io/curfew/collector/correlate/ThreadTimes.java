package io.curfew.collector.correlate;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time of a process by what its threads do, as Linux tells it in hundredths of a second.
 *
 * @param ticks by what is done
 */
record ThreadTimes(Map<String, Long> ticks) {
    private static final int FIELDS_TO_USER_TIME = 11;

    static ThreadTimes of(long process) throws IOException {
        Map<String, Long> ticks = new TreeMap<>();
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(process), "task"))) {
            for (Path thread : threads) {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    int end = stat.lastIndexOf(')');
                    String[] fields = stat.substring(end + 2).split(" ", -1);
                    long spent = Long.parseLong(fields[FIELDS_TO_USER_TIME])
                            + Long.parseLong(fields[FIELDS_TO_USER_TIME + 1]);
                    ticks.merge(deed(stat.substring(stat.indexOf('(') + 1, end)), spent, Long::sum);
                } catch (NoSuchFileException ended) {
                    // It has no time to tell any more.
                }
            }
        }
        return new ThreadTimes(ticks);
    }

    private static String deed(String thread) {
        if (thread.contains("Compiler")) {
            return "compiling";
        }
        if (thread.startsWith("curfew-correlat")) {
            return "tasks";
        }
        if (thread.startsWith("kafka-producer")) {
            return "sending";
        }
        return thread.startsWith("VM Thread") || thread.contains("GC") ? "collecting garbage" : "other";
    }

    /** What was spent since {@code earlier}, in hundredths of all of it. */
    String since(ThreadTimes earlier) {
        Map<String, Long> spent = new TreeMap<>();
        ticks.forEach((deed, now) -> spent.put(deed, now - earlier.ticks().getOrDefault(deed, 0L)));
        long all =
                Math.max(1, spent.values().stream().mapToLong(Long::longValue).sum());
        StringBuilder text = new StringBuilder();
        spent.forEach((deed, time) -> text.append(text.isEmpty() ? "" : ", ")
                .append(String.format(Locale.ROOT, "%s %d%%", deed, 100 * time / all)));
        return text.toString();
    }
}
