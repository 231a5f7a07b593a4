package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.Change;
import io.curfew.collector.store.KeepingTimes;
import io.curfew.collector.store.Rejection;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.ViewWriter;

import java.time.Clock;
import java.util.List;

/** Writes the view to OpenSearch. Installs the schema before its first write. */
public final class OpenSearchViewWriter implements ViewWriter {
    private final Server server;
    private final KeepingTimes times;
    private final Clock clock;
    private final OlderIndices older;
    private final PromptAlerts prompt = new PromptAlerts(System::nanoTime);
    private boolean isInstalled;

    public OpenSearchViewWriter(Server server, KeepingTimes times, Clock clock) {
        this.server = server;
        this.times = times;
        this.clock = clock;
        this.older = new OlderIndices(server);
    }

    @Override
    public List<Rejection> write(List<Change> changes) {
        try {
            return writeNow(changes);
        } catch (StoreAwayException away) {
            // It may come back with nothing, and would then make indices of its own of what is written.
            forgetThatItIsInstalled();
            throw away;
        }
    }

    @Override
    public boolean keeps(Change change) {
        return switch (change) {
            case Change.HourSummedUp summed -> times.keepsHour(summed.hour().hour(), clock.instant());
            case Change.HourTotalled totalled ->
                times.keepsHour(totalled.total().key().hour(), clock.instant());
            case Change.AlertChanged _,
                    Change.DeviceChanged _,
                    Change.SensorReported _,
                    Change.Audited _,
                    Change.TrafficSeen _ -> true;
        };
    }

    private List<Rejection> writeNow(List<Change> changes) {
        install();
        List<Change> missing = older.without(changes);
        if (missing.isEmpty()) {
            return List.of();
        }
        return new Bulk(server, prompt.isRefreshDue(missing)).write(missing);
    }

    private synchronized void install() {
        if (!isInstalled) {
            new Schema(server).install();
            isInstalled = true;
        }
    }

    private synchronized void forgetThatItIsInstalled() {
        isInstalled = false;
    }
}
