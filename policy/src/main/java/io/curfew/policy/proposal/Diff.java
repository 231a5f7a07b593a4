package io.curfew.policy.proposal;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines that two texts do not share, as a unified diff. For texts that differ in few lines: what lies between their
 * common beginning and end is at most {@value #MOST_CELLS} pairs of lines, else it is told as one replacement.
 */
final class Diff {
    private static final int CONTEXT = 3;
    private static final int MOST_CELLS = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<Line> lines = new ArrayList<>();

    /** A line of either text, with what it is marked by. */
    private record Line(char mark, String text) {}

    private Diff(String before, String after) {
        this.before = before.lines().toList();
        this.after = after.lines().toList();
    }

    static String of(String before, String after) {
        Diff diff = new Diff(before, after);
        diff.compare();
        return diff.hunks();
    }

    private void compare() {
        int head = 0;
        int shorter = Math.min(before.size(), after.size());
        while (head < shorter && before.get(head).equals(after.get(head))) {
            lines.add(new Line(' ', before.get(head++)));
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        before.subList(before.size() - tail, before.size()).forEach(line -> lines.add(new Line(' ', line)));
    }

    private void middle(List<String> gone, List<String> come) {
        int[][] common = (long) gone.size() * come.size() > MOST_CELLS ? new int[1][1] : common(gone, come);
        int old = 0;
        int fresh = 0;
        while (old < gone.size() || fresh < come.size()) {
            boolean isKnown = old < common.length - 1 && fresh < common[0].length - 1;
            if (isKnown && gone.get(old).equals(come.get(fresh))) {
                lines.add(new Line(' ', gone.get(old++)));
                fresh++;
            } else if (old < gone.size() && (!isKnown || common[old + 1][fresh] >= common[old][fresh + 1])) {
                lines.add(new Line('-', gone.get(old++)));
            } else {
                lines.add(new Line('+', come.get(fresh++)));
            }
        }
    }

    /** How many lines both have in common from each place on. */
    private static int[][] common(List<String> gone, List<String> come) {
        int[][] common = new int[gone.size() + 1][come.size() + 1];
        for (int old = gone.size() - 1; old >= 0; old--) {
            for (int fresh = come.size() - 1; fresh >= 0; fresh--) {
                common[old][fresh] = gone.get(old).equals(come.get(fresh))
                        ? common[old + 1][fresh + 1] + 1
                        : Math.max(common[old + 1][fresh], common[old][fresh + 1]);
            }
        }
        return common;
    }

    private String hunks() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        int oldLine = 1;
        int freshLine = 1;
        while (at < lines.size()) {
            int from = at;
            int to = endOfHunk(from);
            if (to < 0) {
                break;
            }
            int first = firstChange(from);
            int start = Math.max(from, first - CONTEXT);
            oldLine += start - from;
            freshLine += start - from;
            int oldCount = count(start, to, '+');
            int freshCount = count(start, to, '-');
            text.append("@@ -%d,%d +%d,%d @@%n"
                    .formatted(oldLine, oldCount, freshLine, freshCount)
                    .replace("\r", ""));
            lines.subList(start, to)
                    .forEach(
                            line -> text.append(line.mark()).append(line.text()).append('\n'));
            oldLine += oldCount;
            freshLine += freshCount;
            at = to;
        }
        return text.toString();
    }

    private int firstChange(int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).mark() == ' ') {
            at++;
        }
        return at;
    }

    /** Where a hunk ends that begins at or after {@code from}; negative when nothing changes there. */
    private int endOfHunk(int from) {
        int change = firstChange(from);
        if (change == lines.size()) {
            return -1;
        }
        int last = change;
        for (int at = change; at < lines.size() && at - last <= 2 * CONTEXT; at++) {
            if (lines.get(at).mark() != ' ') {
                last = at;
            }
        }
        return Math.min(lines.size(), last + 1 + CONTEXT);
    }

    /** Lines that are not marked so. */
    private int count(int from, int to, char otherThan) {
        int count = 0;
        for (Line line : lines.subList(from, to)) {
            if (line.mark() != otherThan) {
                count++;
            }
        }
        return count;
    }
}
