package io.curfew.sensor.command;

import io.curfew.sensor.publish.Outbox;
import io.curfew.sensor.publish.OutboxCounters;
import io.curfew.sensor.run.Feed;
import io.curfew.sensor.run.Replay;

import java.io.PrintWriter;
import java.util.Locale;

/** One line on a terminal that says how far a replay is; nothing anywhere else. */
final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final Feed feed;
    private final Outbox outbox;
    private final boolean shown;

    Progress(PrintWriter terminal, Feed feed, Outbox outbox, boolean shown) {
        this.terminal = terminal;
        this.feed = feed;
        this.outbox = outbox;
        this.shown = shown;
    }

    void show() {
        if (shown && feed instanceof Replay replay) {
            terminal.print(CLEAR_LINE + line(replay.progress(), outbox.counters()));
            terminal.flush();
        }
    }

    /** Makes room for what is printed next. */
    void end() {
        if (shown) {
            terminal.print(CLEAR_LINE);
            terminal.flush();
        }
    }

    static String line(Replay.Progress progress, OutboxCounters counters) {
        if (progress.packets() == 0) {
            return "looking through the capture";
        }
        return String.format(
                Locale.ROOT,
                "%3d %%  %,d of %,d packets, %,d observations sent, %,d waiting",
                100 * progress.played() / progress.packets(),
                progress.played(),
                progress.packets(),
                counters.sent(),
                counters.queued());
    }
}
