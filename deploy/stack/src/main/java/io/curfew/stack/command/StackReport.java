package io.curfew.stack.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.curfew.stack.part.StateFolder;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** How all of it is: the parts, their memory together, and the limits that the memory is held to. */
record StackReport(StateFolder state, List<PartReport> parts, OptionalLong demoPeakBytes) {
    private static final long MIB = 1024 * 1024;
    /** 1.3 GiB. */
    private static final long IDLE_LIMIT_BYTES = 1331 * MIB;
    /** 2 GiB. */
    private static final long DEMO_LIMIT_BYTES = 2048 * MIB;

    StackReport {
        parts = List.copyOf(parts);
    }

    static StackReport ofNothing(StateFolder state) {
        return new StackReport(state, List.of(), OptionalLong.empty());
    }

    /** The most that the stack took while a demo ran; empty before the first, and when nobody can read it any more. */
    static OptionalLong demoPeakBytes(StateFolder state) throws IOException {
        try {
            return OptionalLong.of(
                    Long.parseLong(Files.readString(state.demoPeak()).strip()));
        } catch (NoSuchFileException | NumberFormatException notSeen) {
            return OptionalLong.empty();
        }
    }

    boolean allAnswer() {
        return !parts.isEmpty() && parts.stream().allMatch(part -> part.state() == PartReport.State.ANSWERS);
    }

    private long totalBytes() {
        return parts.stream().mapToLong(part -> part.memoryBytes().orElse(0)).sum();
    }

    void print(PrintWriter out) {
        out.printf("%-11s %-8s %8s  %-22s %10s  %s%n", "part", "state", "pid", "address", "memory", "runs for");
        for (PartReport part : parts) {
            out.printf(
                    "%-11s %-8s %8s  %-22s %10s  %s%n",
                    part.part().title(),
                    part.state().word(),
                    part.pid().isPresent() ? Long.toString(part.pid().getAsLong()) : "-",
                    part.address(),
                    part.memoryBytes().isPresent()
                            ? mebibytes(part.memoryBytes().getAsLong())
                            : "-",
                    part.uptime().map(StackReport::words).orElse("-"));
        }
        out.printf(
                "%-11s %8s %8s  %-22s %10s  limit idle %s; in the demo %s of %s%n",
                "together",
                "",
                "",
                "",
                mebibytes(totalBytes()),
                mebibytes(IDLE_LIMIT_BYTES),
                demoPeakBytes.isPresent() ? "at most " + mebibytes(demoPeakBytes.getAsLong()) : "not seen yet",
                mebibytes(DEMO_LIMIT_BYTES));
        parts.stream()
                .filter(part -> part.state() == PartReport.State.DIED || part.state() == PartReport.State.SILENT)
                .forEach(part -> out.printf(
                        "%s is not well: its log is %s%n", part.part().title(), state.log(part.part())));
    }

    String json() {
        ObjectNode report = JsonMapper.builder().build().createObjectNode();
        report.put("folder", state.path().toString());
        report.put("answers", allAnswer());
        ArrayNode all = report.putArray("parts");
        for (PartReport part : parts) {
            ObjectNode one = all.addObject();
            one.put("name", part.part().id());
            one.put("state", part.state().word());
            one.put("address", part.address());
            part.pid().ifPresent(pid -> one.put("pid", pid));
            part.memoryBytes().ifPresent(bytes -> one.put("pssBytes", bytes));
            part.uptime().ifPresent(uptime -> one.put("uptimeSeconds", uptime.toSeconds()));
        }
        ObjectNode memory = report.putObject("memory");
        memory.put("pssBytes", totalBytes());
        memory.put("idleLimitBytes", IDLE_LIMIT_BYTES);
        demoPeakBytes.ifPresent(bytes -> memory.put("peakPssBytes", bytes));
        memory.put("demoLimitBytes", DEMO_LIMIT_BYTES);
        return report.toPrettyString();
    }

    private static String mebibytes(long bytes) {
        return bytes / MIB + " MiB";
    }

    static String words(Duration uptime) {
        if (uptime.toDays() > 0) {
            return uptime.toDays() + " d " + uptime.toHoursPart() + " h";
        }
        if (uptime.toHours() > 0) {
            return uptime.toHours() + " h " + uptime.toMinutesPart() + " min";
        }
        return uptime.toMinutes() > 0
                ? uptime.toMinutes() + " min " + uptime.toSecondsPart() + " s"
                : uptime.toSeconds() + " s";
    }
}
