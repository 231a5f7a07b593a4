package io.curfew.collector.correlate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, one line each, with what it is to the first of its kind. */
final class GrowthTable {
    private final List<Line> lines = new ArrayList<>();

    private record Line(String part, int sites, int threads, Load.Figures figures) {}

    void add(String part, int sites, int threads, Load.Figures figures) {
        lines.add(new Line(part, sites, threads, figures));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-9s %7s %8s %13s %9s %13s %9s %13s %10s%n",
                "part",
                "sites",
                "threads",
                "per CPU s",
                "to first",
                "per second",
                "to first",
                "bytes/device",
                "recovery"));
        Map<String, Line> firsts = new LinkedHashMap<>();
        for (Line line : lines) {
            Load.Figures first =
                    firsts.computeIfAbsent(line.part(), part -> line).figures();
            Load.Figures figures = line.figures();
            text.append(String.format(
                    Locale.ROOT,
                    "%-9s %,7d %8d %,13.0f %9.2f %,13.0f %9.2f %13s %10s%n",
                    line.part(),
                    line.sites(),
                    line.threads(),
                    figures.aCpuSecond(),
                    figures.aCpuSecond() / first.aCpuSecond(),
                    figures.aSecond(),
                    figures.aSecond() / first.aSecond(),
                    figures.bytesADevice() == 0 ? "" : String.format(Locale.ROOT, "%,.0f", figures.bytesADevice()),
                    figures.recoverySeconds() == 0
                            ? ""
                            : String.format(Locale.ROOT, "%.1f s", figures.recoverySeconds())));
        }
        return text.toString();
    }
}
